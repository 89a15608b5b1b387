"""Check of successive halving, which gives no points."""

from __future__ import annotations

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.trial import Trial
from course_lib.checking.types import Function

successive_halving = Exercise("successive_halving", functions=("successive_halving",))

# Validation accuracies in percent, a row for each epoch. In TABLE the nets 3, 1, 5 go on after
# epoch 1, and 5, 3 after epoch 3; net 4, the best in the end, was stopped first.
TABLE = (
    (10, 50, 30, 60, 20, 40),
    (72, 52, 71, 41, 73, 62),
    (91, 55, 92, 60, 93, 65),
    (94, 70, 93, 71, 95, 72),
    (95, 77, 94, 73, 96, 74),
    (97, 98, 96, 80, 99, 75),
)
# The nets 0, 2, 3, 6 go on after epoch 2, and 2, 6 after epoch 3.
HIDDEN_TABLE = (
    (11, 90, 12, 13, 91, 10, 14),
    (47, 21, 44, 42, 22, 23, 41),
    (40, 81, 57, 43, 82, 83, 52),
    (61, 84, 63, 64, 85, 86, 62),
    (97, 88, 65, 95, 89, 99, 66),
)


def _race(
    t: Trial,
    f: Function,
    table: tuple[tuple[int, ...], ...],
    rungs: tuple[int, ...],
    want: tuple[int, int],
    winners: dict[int, str],
    costs: dict[int, str],
) -> None:
    """Fail unless ``f`` returns the winner and the cost in ``want``."""
    curves = np.array(table) / 100
    winner, cost = t.call(f, curves, rungs, returns="winner, cost")
    told = f"{curves.shape[1]} nets, {len(curves)} epochs, rungs {rungs}: "
    t.array("winner", winner, (), "i")
    t.require(
        int(winner) == want[0],
        f"{told}the winner is net {want[0]}, yours is {winner}.",
        winners.get(int(winner), "A net that has stopped never comes back."),
    )
    t.array("cost", cost, (), "i")
    t.require(
        int(cost) == want[1],
        f"{told}{want[1]} epochs are trained in all, by your count {cost}.",
        costs.get(
            int(cost),
            "Between two rungs each net that still runs trains the epochs between them; after the "
            "last rung those that are left train to the end.",
        ),
    )


@successive_halving.property("the worse half stops at every rung", weight=4)
def worse_half_stops(t: Trial, successive_halving: Function) -> None:
    late = "That net is the best at the end, but it was stopped: only those that run count."
    rung = "That net leads at the last rung; the winner is the best after the last epoch."
    place = "The winner is the number of the net's column, not its place among those left."
    worse = f"{place} Or do you keep the worse half?"
    early = f"{place} Or do you leave out a rung?"
    odd = "Of an odd number of nets the larger half goes on: 2 of 3, 4 of 7."
    whole = "That counts all nets to the end, also those that were stopped."
    last = "The nets that are left after the last rung train to the last epoch."
    anew = "A net goes on where it stood: count the epochs since the rung before."
    if t.hidden:
        winners = {5: late, 2: odd, 1: place, 0: place}
        costs = {35: whole, 26: last, 36: anew}
        _race(t, successive_halving, HIDDEN_TABLE, (2, 3), (6, 22), winners, costs)
    else:
        winners = {4: late, 5: f"{rung} {odd}", 1: early, 0: worse}
        costs = {36: whole, 12: last, 27: anew}
        _race(t, successive_halving, TABLE, (1, 3), (3, 18), winners, costs)


@successive_halving.property("any number of rungs", weight=2)
def any_number_of_rungs(t: Trial, successive_halving: Function) -> None:
    table = t.either(TABLE, HIDDEN_TABLE)
    epochs, nets = len(table), len(table[0])
    best = t.either(4, 5)
    none = "Without rungs all nets train to the end."
    _race(t, successive_halving, table, (), (best, epochs * nets), {}, {0: none})
    rungs, want = t.either(
        # 3, 1, 5, then 5, 1, then 1 alone
        ((1, 2, 5), (1, 6 + 3 + 3 * 2 + 1)),
        # 4, 1, 6, 3, then 3, 6, then 3 alone
        ((1, 2, 4), (3, 7 + 4 + 2 * 2 + 1)),
    )
    _race(t, successive_halving, table, rungs, want, {}, {})
