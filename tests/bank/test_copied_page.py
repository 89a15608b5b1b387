"""Whoever copies every array of his graded page into a new answer earns nothing by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.building.source import exercises, read_source
from autograder.proving.copied import arrays_in, copied, page_of
from autograder.proving.replay import FRESH
from course_lib.checking.core import Exercise, hidden_rng
from tests.reference import COURSE, reference

SEED = 2**60 + 7
#: What a page shows of a call: the arguments, then what must come out, or the other way round.
PLACES = (1, 2, -1)


def outputs_of(exercise: Exercise, functions: dict[str, Callable[..., Any]]) -> dict[str, int]:
    """Return how many results each function has, seen while the check calls it."""
    found: dict[str, int] = dict.fromkeys(exercise.functions, 1)

    def watched(name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            result = functions[name](*args, **kwargs)
            found[name] = len(result) if isinstance(result, tuple) else 1
            return result

        return call

    exercise.evaluate([watched(name) for name in exercise.functions], hidden_rng(1), hidden=True)
    return found


def earned(
    exercise: Exercise,
    functions: dict[str, Callable[..., Any]],
    page: list[np.ndarray],
    seed: int = FRESH,
) -> float:
    """Return the most that a copy of the page earns under ``seed``."""
    outputs = outputs_of(exercise, functions)
    shares = []
    for after in PLACES:
        answers = [copied(page, outputs[name], after) for name in exercise.functions]
        shares.append(exercise.evaluate(answers, hidden_rng(seed), hidden=True).share)
    return max(shares)


@pytest.mark.parametrize("notebook", COURSE.assignments)
def test_a_copy_of_the_page_earns_nothing(notebook: str) -> None:
    names = reference(notebook)
    told, shown = [], 0
    for name in exercises(read_source(COURSE.source(notebook))):
        exercise = getattr(names["checks"], name)
        functions = {f: names[f] for f in exercise.functions}
        page = page_of(exercise, functions, SEED)
        shown += len(page)
        if share := earned(exercise, functions, page):
            told.append(f"{name}: {share:.0%}")
    assert shown > 10, "the pages show numbers"
    assert not told, told


def test_a_page_whose_inputs_come_again_is_found() -> None:
    exercise = Exercise("double", functions=("double",))

    @exercise.property("values", weight=1)
    def values(t: Any, double: Any) -> None:
        x = t.either(np.arange(3.0), np.arange(4.0) + t.rng.integers(1000))
        said = f"For x = {x.tolist()} it must be {(2 * x).tolist()}."
        t.close("out", t.call(double, x, returns="out"), 2 * x, said)

    functions = {"double": lambda x: 2 * np.asarray(x)}
    page = page_of(exercise, functions, SEED)
    assert earned(exercise, functions, page, SEED) == 1.0
    assert earned(exercise, functions, page) == 0.0


def test_what_is_read_from_a_page() -> None:
    found = arrays_in("x = [1, -2.5, 3e2] gives [[1 2], [3 4]], or 7 and -0.5.")
    assert [value.tolist() for value in found] == [[1, -2.5, 300], [[1, 2], [3, 4]], 7, -0.5]
