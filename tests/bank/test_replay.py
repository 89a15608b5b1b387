"""A table made at home, of what the hidden checks ask under many seeds, earns nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.building.source import exercises, read_source
from autograder.proving.replay import Table, Unknown, earned, key, table_of
from course_lib.checking.core import Exercise, hidden_rng
from course_lib.engine.arrays import Array
from tests.reference import COURSE, reference

#: Enough to see what is the same under every seed; a table of 500 is made by hand.
SEEDS = range(1, 41)
#: One where a check trains whole nets, on data that are drawn with them.
FEW = {"11_clinic": range(1, 2)}
GUESS = 1 / 3


@pytest.mark.parametrize("notebook", COURSE.assignments)
def test_a_table_earns_nothing_under_a_fresh_seed(notebook: str) -> None:
    names, seeds = reference(notebook), FEW.get(notebook, SEEDS)
    told = []
    for name in exercises(read_source(COURSE.source(notebook))):
        exercise = getattr(names["checks"], name)
        table = table_of(exercise, {f: names[f] for f in exercise.functions}, seeds)
        share, guess = earned(exercise, table), earned(exercise, table, guess=True)
        if share > 0 or guess > GUESS:
            told.append(f"{name}: {share:.0%} by the table, {guess:.0%} with a guess")
    assert not told, told


def test_a_table_of_single_entries_earns_nothing_either() -> None:
    # ReLU works entry by entry: such a table need not have seen a whole array.
    names = reference("00_warmup")
    relu, backward = names["checks"].relu, names["relu_backward"]
    known: dict[float, float] = {}

    def record(x: Array) -> tuple[Array, Array]:
        out, cache = names["relu_forward"](x)
        known.update(zip(x.ravel().tolist(), out.ravel().tolist(), strict=True))
        return out, cache

    def replay(x: Array) -> tuple[Array, Array]:
        return np.reshape([known[entry] for entry in x.ravel().tolist()], x.shape), x

    for seed in SEEDS:
        relu.evaluate([record, backward], hidden_rng(seed), hidden=True)
    assert relu.evaluate([replay, backward], hidden_rng(SEEDS[-1]), hidden=True).share == 1.0
    assert relu.evaluate([replay, backward], hidden_rng(0), hidden=True).share == 0.0


def test_inputs_that_are_always_the_same_are_found() -> None:
    exercise = Exercise("double", functions=("double",))

    @exercise.property("values", weight=1)
    def values(t: Any, double: Any) -> None:
        x = t.either(np.arange(3.0), np.arange(4.0))
        t.close("out", t.call(double, x, returns="out"), 2 * x, "Not twice x.")

    table = table_of(exercise, {"double": lambda x: 2 * x}, [1])
    assert earned(exercise, table) == 1.0


def test_a_call_that_was_not_seen_is_an_exception_or_a_guess() -> None:
    table = Table()
    double = table.record("double", lambda x: 2 * x)
    assert [double(x) for x in (1, 2, 1)] == [2, 4, 2]
    assert table.replay("double")(2) == 4
    with pytest.raises(Unknown):
        table.replay("double")(3)
    assert table.replay("double", guess=True)(3) == 2


def test_every_byte_of_an_argument_counts() -> None:
    x = np.arange(3.0)
    assert key([x]) != key([x + 1e-16 + 1e-15]) and key([x]) == key([x.copy()])
    assert key([x]) != key([x.astype(np.float32)]) != key([x.reshape(1, 3)])
    assert key(np.random.default_rng(1)) != key(np.random.default_rng(2))
