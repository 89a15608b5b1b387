"""Known mistakes: which one explains the rows that failed.

An exercise may say how a known mistake is undone:

    @std.known("You divided by N - 1.", "std", kind="detail")
    def over_one_less(std):
        return lambda x: std(x) * np.sqrt((len(x) - 1) / len(x))

Where the student's function, mended so, passes a row that it failed, the mistake gives the
student's very numbers there: it is named in the first such row, and those after it are folded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from course_lib.checking.outcome import Kind, Outcome
from course_lib.checking.types import Function

Mended = dict[str, Function]
#: Over one less than the number of values.
OVER_ONE_LESS = "You divide by one less than the number of values, N - 1. This course divides by N."


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
    changed: Iterable[str] = (),
) -> list[Outcome]:
    """Return the outcomes with the known mistakes named and what follows from them folded.

    ``takes`` says which functions each row takes; ``again`` runs a row on other functions.
    ``changed`` names functions that changed their inputs.
    """
    found = list(outcomes)
    for sentence in dict.fromkeys(mistake.sentence for mistake in known):
        best: tuple[Known, dict[int, Outcome]] | None = None
        for mistake in (m for m in known if m.sentence == sentence):
            rows = [
                i
                for i, o in enumerate(found)
                if mistake.function in takes[i] and not (o.passed or o.unwritten or o.certain)
            ]
            mended = {**named, mistake.function: mistake.mend(named[mistake.function])}
            if not rows or not (first := again(rows[0], mended)).passed:
                continue
            then = {rows[0]: first, **{i: again(i, mended) for i in rows[1:]}}
            # A probe is silent where an ordinary call is wrong: that it holds proves nothing.
            if not any(o.passed and o.weight for o in then.values()):
                continue
            if best is None or _held(then) > _held(best[1]):
                best = mistake, then
        if best is None:
            continue
        mistake, then = best
        for place, (i, outcome) in enumerate(then.items()):
            if outcome.passed:
                found[i] = replace(
                    found[i],
                    cause=sentence,
                    certain=True,
                    slip=mistake.kind != "idea",
                    free=place > 0,
                )
            else:
                found[i] = outcome
        named = {**named, mistake.function: mistake.mend(named[mistake.function])}
    return _folded(found, takes, {*changed})


def _held(outcomes: Mapping[int, Outcome]) -> int:
    return sum(o.passed for o in outcomes.values())


def reordered(function: Function, order: Sequence[int]) -> Function:
    """Return ``function`` with its results in another order, where it has as many."""

    def mended(*args: Any, **kwargs: Any) -> Any:
        results = function(*args, **kwargs)
        fits = isinstance(results, tuple | list) and len(results) == len(order)
        return tuple(results[i] for i in order) if fits else results

    return mended


def _folded(
    outcomes: list[Outcome], takes: Sequence[tuple[str, ...]], at_fault: set[str]
) -> list[Outcome]:
    """Fold the rows whose certain cause stands above.

    A likely cause below a row that failed may speak of something that is right: it is left out.
    So it is of the functions ``at_fault`` from the start.
    """
    told: set[str] = set()
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
