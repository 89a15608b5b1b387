"""What a mistake costs. The rule stands in docs/bank.md too, where teachers read it.

Every row of a check judges one part of an exercise: a function, or one result of it. The weights of
a part's rows together are its share of the exercise. What a part keeps of its share follows from
what was missed:

- a row of the idea: at most a third;
- rows of details alone, or a known slip in a convention: at least two thirds;
- guards alone: each takes a tenth at most, of the wrong functions among those that it calls, and
  of all of them where each is right otherwise;
- a part of which no row holds keeps nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from course_lib.checking.outcome import Outcome

#: Of its share, a part that misses the idea keeps no more.
WITHOUT_THE_IDEA = 1 / 3
#: Of its share, a part that has the idea and slips in details keeps no less.
WITH_THE_IDEA = 2 / 3
#: What a known slip in a convention takes of the share, in whatever row it shows.
SLIP = 0.25
#: The most that a guard of its own may take: what is no detail of the exercise.
GUARD = 0.1


def shares(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """Return the share of the exercise that belongs to each part: its rows by their weights."""
    rows = [o for o in outcomes if o.weight]
    total = sum(o.weight for o in rows)
    found: dict[str, float] = {}
    for row in rows:
        found[row.of[0]] = found.get(row.of[0], 0.0) + row.weight / total
    return found


def kept(outcomes: Sequence[Outcome], part: str) -> float:
    """Return how much of its share a part keeps, from 0 to 1."""
    function = part.partition(":")[0]
    judged = {o.of[0].partition(":")[0] for o in outcomes if o.weight}
    wrong = {o.of[0].partition(":")[0] for o in outcomes if o.weight and not o.passed}
    rows = [
        o
        for o in outcomes
        if (_guards(o, function, judged, wrong) if o.kind == "guard" else part in o.of)
    ]
    valued = [o for o in rows if o.weight and o.of[0] == part]
    lost = [o for o in rows if o.weight and not (o.passed or o.free or o.slip)]
    total = sum(o.weight for o in valued)
    share = sum(o.weight for o in valued if o not in lost) / total if total else 1.0
    slips = {o.cause for o in rows if o.slip and not o.free}
    share *= (1.0 - SLIP) ** len(slips)
    for row in rows:
        if not (row.passed or row.free):
            share *= 1.0 - row.cost
    if any(o.kind == "idea" for o in lost):
        return min(share, WITHOUT_THE_IDEA)
    if valued and all(o in lost for o in valued):
        return 0.0
    guards = [o.cost for o in rows if o.cost and not o.passed]
    if len(slips) > 1 or any(cost > 1.0 - WITH_THE_IDEA for cost in guards):
        return share
    return max(share, WITH_THE_IDEA)


def _guards(guard: Outcome, function: str, judged: set[str], wrong: set[str]) -> bool:
    """Return whether a guard is one of this function's."""
    functions = {part.partition(":")[0] for part in guard.of}
    # One of functions that have no share here, such as a forward pass, counts everywhere.
    if judged.isdisjoint(functions):
        return True
    # What calls a wrong function fails by that one: a right one beside it keeps its share.
    return function in (functions & wrong or functions)
