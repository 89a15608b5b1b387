"""Check of successive halving, which gives no points."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function

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
LATE = "That net is the best at the end, but it was stopped: only those that run count."
LEADER = "That net leads at the last rung; the winner is the best after the last epoch."
PLACE = "The winner is the number of the net's column, not its place among those left."
WHOLE = "That counts all nets to the end, also those that were stopped."
TO_THE_END = "The nets that are left after the last rung train to the last epoch."
ANEW = "A net goes on where it stood: count the epochs since the rung before."

# Accuracies in percent, rungs, winner and cost, and what known mistakes would give for these two.
Race = tuple[
    tuple[tuple[int, ...], ...],
    tuple[int, ...],
    tuple[int, int],
    dict[int, str],
    dict[int, str],
]


def _drawn_race(rng: np.random.Generator, n_rungs: int) -> Race:
    """Return a race whose story is drawn first: who goes on, and who wins in the end.

    Nets that have stopped are the best from then on. The winner is second at every rung, the worst
    one epoch later, and its number is no place among those left.
    """
    nets = int(rng.choice([5, 6, 7, 9, 10, 11]))
    running = [nets]
    for _ in range(n_rungs):
        running.append((running[-1] + 1) // 2)
    *rungs, epochs = np.cumsum(rng.integers(2, 5, n_rungs + 1)).tolist()
    winner = int(rng.integers(running[-1], nets)) if rungs else int(rng.integers(nets))
    others = rng.permutation(np.delete(np.arange(nets), winner))

    leader = winner
    orders = [rng.permutation(nets).tolist() for _ in range(epochs)]  # from the worst to the best
    for rung, before, after in zip(rungs, running[:-1], running[1:], strict=True):
        stay, stop, gone = map(rng.permutation, np.split(others, [after - 1, before - 1]))
        orders[rung - 1] = [*stop, *stay[1:], winner, *stay[:1], *gone]
        leader = int([winner, *stay[:1]][-1])
        orders[rung] = [winner, *rng.permutation(others)]
    left, gone = np.split(others, [running[-1] - 1])
    orders[-1] = [*left, winner, *gone]

    table = np.zeros((epochs, nets), dtype=int)
    for row, order in zip(table, orders, strict=True):
        row[order] = np.sort(rng.choice(np.arange(10, 100), nets, replace=False))
    legs = np.diff([0, *rungs, epochs])
    cost, last = int(legs @ running), int(legs[-1] * running[-1])
    winners = {int(sum(left < winner)): PLACE, leader: LEADER, int(orders[-1][-1]): LATE}
    anew = int(np.dot(rungs, running[:-1])) + last
    costs = {cost - last: TO_THE_END, anew: ANEW, epochs * nets: WHOLE}
    return tuple(map(tuple, table.tolist())), tuple(rungs), (winner, cost), winners, costs


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
    worse = f"{PLACE} Or do you keep the worse half?"
    early = f"{PLACE} Or do you leave out a rung?"
    odd = "Of an odd number of nets the larger half goes on: 2 of 3, 4 of 7."
    winners = {4: LATE, 5: f"{LEADER} {odd}", 1: early, 0: worse}
    costs = {36: WHOLE, 12: TO_THE_END, 27: ANEW}
    shown: Race = (TABLE, (1, 3), (3, 18), winners, costs)
    _race(t, successive_halving, *t.draw(shown, lambda rng: _drawn_race(rng, 2)))


@successive_halving.detail("any number of rungs", weight=2)
def any_number_of_rungs(t: Trial, successive_halving: Function) -> None:
    none = "Without rungs all nets train to the end."
    whole: Race = (TABLE, (), (4, 36), {}, {0: none})
    # 3, 1, 5, then 5, 1, then 1 alone
    three: Race = (TABLE, (1, 2, 5), (1, 6 + 3 + 3 * 2 + 1), {}, {})
    _race(t, successive_halving, *t.draw(whole, lambda rng: _drawn_race(rng, 0)))
    _race(t, successive_halving, *t.draw(three, lambda rng: _drawn_race(rng, 3)))


def _twice(t: Trial, successive_halving: Function, val_accuracy: Array) -> Any:
    return t.call(successive_halving, val_accuracy, [2, 4])


any_form(successive_halving, np.random.default_rng(0).random((6, 8)), run=_twice)
