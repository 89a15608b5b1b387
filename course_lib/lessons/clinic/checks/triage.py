"""Checks of notebook 11: the fault that a record points to.

Points rise in ten steps with the share of runs whose fault is named first: from nothing for always
naming one fault to all at a share that a careful rule passes on every draw. A rule that confuses or
misses two of the nine has the idea; one that names less has not.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import shared_seed
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Function
from course_lib.lessons.clinic.checks.wards import Run, ward

triage = Exercise("triage", functions=("triage",))

SUSPECTS = (
    "healthy", "rate too high", "rate too low", "labels shuffled", "softmax twice",
    "gradient wrong", "decay too strong", "dropout at test", "leak",
)  # fmt: skip
OF_EACH = 6
#: A guess is right in 1 of 9. The last step lies just above 8 of 9: whoever misses a whole suspect
#: is wrong in 6 of 54 runs, and a careful rule, on an unkind draw, in 3.
SHARES = (*(1 / 9 + (0.95 - 1 / 9) * step / 10 for step in range(1, 10)), 0.9)
#: Two suspects of nine may be missed by one who has the idea.
TWO_MISSED = 7 / 9

_HINTS = {
    "healthy": "Healthy is what is left when no instrument is off.",
    "rate too high": "What do the updates look like in the first steps, and what does the run at a "
    "hundredth of the rate?",
    "rate too low": "A flat loss has several causes. Which instrument tells how far the net moves?",
    "labels shuffled": "The net moves as a healthy one does, and learns nothing; every other "
    "instrument is fine.",
    "softmax twice": "The loss starts at ln 10 and cannot get low, not even on 20 rows: what is "
    "the smallest loss of logits between 0 and 1?",
    "gradient wrong": "It trains, and may even score well. Only one instrument looks at it.",
    "decay too strong": "Which of the other runs learns where this one does not?",
    "dropout at test": "Ask a net twice.",
    "leak": "Where do the validation rows lie, compared with rows that nobody has seen?",
}


def runs_of(t: Trial) -> tuple[list[str], list[Run]]:
    """Return faults and records, in random order; the same for all properties of one check."""
    names = SUSPECTS * OF_EACH
    seed = t.draw(12, shared_seed)
    order = np.random.default_rng(seed).permutation(len(names))
    records = ward(names, seed)
    return [names[i] for i in order], [records[i] for i in order]


def _ranked(t: Trial, f: Function, run: Run) -> list[str]:
    """Return the ranking of one record after its form was checked."""
    got = t.call(f, run, returns="the ranked suspects")
    if isinstance(got, str) or not isinstance(got, list | tuple | np.ndarray) or len(got) == 0:
        raise Wrong(f"`triage` returned {got!r:.80}; it must return a list of suspects.")
    ranked = [str(name) for name in got]
    unknown = [name for name in ranked if name not in SUSPECTS]
    if unknown:
        raise Wrong(f"`{unknown[0]}` is no suspect. They are: {', '.join(SUSPECTS)}.")
    return list(dict.fromkeys(ranked))


def _rankings(t: Trial, triage: Function) -> tuple[list[str], list[list[str]]]:
    """Return the faults, and the ranking of each record."""
    names, records = runs_of(t)
    return names, [_ranked(t, triage, run) for run in records]


def _right_in(share: float) -> Callable[[Trial, Function], None]:
    def property_of_share(t: Trial, triage: Function) -> None:
        names, ranked = t.once(_rankings, triage)
        first = [found[0] for found in ranked]
        right = sum(a == b for a, b in zip(names, first, strict=True))
        if right >= share * len(names):
            return
        wrong = [pair for pair in zip(names, first, strict=True) if pair[0] != pair[1]]
        truth, guess = max(sorted(set(wrong)), key=wrong.count)
        raise Wrong(
            f"Your first suspect is right in {right} of {len(names)} runs. The most frequent "
            f'mistake: "{truth}" is taken for "{guess}", {wrong.count((truth, guess))} times.',
            _HINTS[truth],
        )

    property_of_share.__name__ = f"right_in_{share:.0%}"
    return property_of_share


for _share in SHARES:
    _declare = triage.property if _share < TWO_MISSED else triage.detail
    _declare(f"first suspect right in {_share:.0%}", weight=1)(_right_in(_share))


@triage.detail("the fault is among the first two", weight=1)
def among_first_two(t: Trial, triage: Function) -> None:
    names, ranked = t.once(_rankings, triage)
    hits = sum(name in found[:2] for name, found in zip(names, ranked, strict=True))
    t.require(
        hits >= 0.75 * len(names),
        f"In {hits} of {len(names)} runs the fault is among your first two suspects; the aim is "
        "three of four.",
    )


@triage.guard("no suspect stands twice", cost=0.1)
def no_suspect_twice(t: Trial, triage: Function) -> None:
    _, records = runs_of(t)
    got = list(t.call(triage, records[0], returns="the ranked suspects"))
    t.require(len(got) == len(set(got)), "A suspect stands twice in your list.")
