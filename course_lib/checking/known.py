"""Known mistakes: which one explains the rows that failed.

An exercise may say how a known mistake is undone:

    @std.known("You divided by N - 1.", "std", kind="detail")
    def over_one_less(std):
        return lambda x: std(x) * np.sqrt((len(x) - 1) / len(x))

Where the student's function, mended so, passes a row that it failed, the mistake gives the
student's very numbers there: it is named in the first such row, and those after it are folded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from course_lib.checking.outcome import Kind, Outcome
from course_lib.checking.types import Function

Mended = dict[str, Function]


@dataclass(frozen=True)
class Known:
    """A mistake of ``function``; ``mend`` takes the wrong function and undoes the mistake."""

    sentence: str
    function: str
    kind: Kind
    mend: Callable[[Function], Function]


def explain(
    known: Sequence[Known],
    named: Mended,
    outcomes: list[Outcome],
    takes: Sequence[tuple[str, ...]],
    again: Callable[[int, Mended], Outcome],
) -> list[Outcome]:
    """Return the outcomes with the known mistakes named and what follows from them folded.

    ``takes`` says which functions each row takes; ``again`` runs a row on other functions.
    """
    found = list(outcomes)
    for mistake in known:
        rows = [
            i
            for i, o in enumerate(found)
            if mistake.function in takes[i] and not (o.passed or o.unwritten or o.certain)
        ]
        mended = {**named, mistake.function: mistake.mend(named[mistake.function])}
        if not rows or not again(rows[0], mended).passed:
            continue
        slip = mistake.kind != "idea"
        for i in rows:
            then = found[i] if i == rows[0] else again(i, mended)
            if i == rows[0] or then.passed:
                found[i] = replace(
                    found[i],
                    cause=mistake.sentence,
                    certain=True,
                    slip=slip,
                    free=i != rows[0],
                )
            else:
                found[i] = then
        named = mended
    return _folded(found, takes)


def _folded(outcomes: list[Outcome], takes: Sequence[tuple[str, ...]]) -> list[Outcome]:
    """Fold the rows whose certain cause stands above.

    A likely cause below a row that failed may speak of something that is right: it is left out.
    """
    told: set[str] = set()
    at_fault: set[str] = set()
    found = []
    for outcome, functions in zip(outcomes, takes, strict=True):
        if not outcome.passed and not outcome.unwritten:
            if outcome.certain and outcome.cause in told:
                outcome = replace(outcome, folded=True, free=outcome.free or outcome.slip)
            elif outcome.certain:
                told.add(outcome.cause)
            elif at_fault & {*functions}:
                outcome = replace(outcome, cause="")
            at_fault |= {*functions}
        found.append(outcome)
    return found
