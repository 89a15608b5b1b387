"""No backward pass is worth much that measures its own forward pass instead of a derivation."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.proving.bank import Answer, answers, exercises, find_exercise, load, notebooks
from course_lib.checking.core import Exercise, Property, hidden_rng
from course_lib.checking.outcome import Outcome
from course_lib.checking.price import WITHOUT_THE_IDEA, kept, shares
from course_lib.checking.quotient import CAUSE

#: Central differences with the best step, of fourth order, and extrapolated.
KINDS = ("", "_fourth_order", "_richardson")
#: Exercises that return a gradient without a function named backward, and what names it there.
BESIDE = {"softmax_loss": "gradient", "hinge_loss": "gradient", "penalties": "the gradient"}
#: What trains a net by its own gradients, step by step.
BESIDE |= {"train_two_layer": "one step"}
#: A smooth function of each entry alone loses no digits anywhere: it has no points.
NOT_TOLD_APART = {"gelu"}

BACKWARD = [
    (notebook, name)
    for notebook in notebooks()
    for name, exercise in exercises(notebook).items()
    if name in BESIDE or any("backward" in f for f in exercise.functions)
    if name not in NOT_TOLD_APART
]


def derives(exercise: Exercise, found: Property | Outcome) -> bool:
    """Tell whether a property asks for a gradient."""
    if exercise.name in BESIDE:
        return BESIDE[exercise.name] in found.name
    of = next(p for p in exercise.properties if p.name == found.name)
    return of.part != "forward" and any("backward" in f for f in of.functions)


def quotients(notebook: str, exercise: str) -> list[Answer]:
    """Return the answers of the bank that are difference quotients."""
    return [a for a in answers(notebook, exercise) if "difference_quotient" in a.name]


def test_the_exercises_that_ask_for_a_gradient_are_found() -> None:
    assert {name for _, name in BACKWARD} >= {*BESIDE, "relu", "dropout", "conv_backward"}
    assert len(BACKWARD) >= 20


@pytest.mark.parametrize(("notebook", "exercise"), BACKWARD)
def test_the_bank_holds_three_difference_quotients(notebook: str, exercise: str) -> None:
    names = [a.name.rpartition("/")[2] for a in quotients(notebook, exercise)]
    assert sorted(names) == sorted(f"difference_quotient{kind}.py" for kind in KINDS)
    assert all(a.cause and a.cause in CAUSE for a in quotients(notebook, exercise))


@pytest.mark.parametrize(("notebook", "exercise"), BACKWARD)
def test_a_difference_quotient_loses_the_points_of_the_derivation(
    notebook: str, exercise: str
) -> None:
    check = find_exercise(notebook, exercise)
    for answer in quotients(notebook, exercise):
        functions = load(answer, check.functions)
        for seed in (1, 2, 3):
            report = check.evaluate(functions, hidden_rng(seed), hidden=True)
            derived = {o.of[0] for o in report.outcomes if o.weight and derives(check, o)}
            parts = shares(report.outcomes)
            left = sum(parts[part] * kept(report.outcomes, part) for part in derived)
            whole = sum(parts[part] for part in derived)
            assert left <= (WITHOUT_THE_IDEA + 1e-9) * whole, (answer.name, seed, left / whole)
            failures = [o for o in report.failures if derives(check, o)]
            assert any(o.cause == CAUSE for o in failures), answer.name


def test_a_cast_to_float32_helps_no_difference_quotient() -> None:
    check = find_exercise("00_warmup", "affine")
    (answer,) = (a for a in quotients("00_warmup", "affine") if a.name.endswith("quotient.py"))
    forward, backward = load(answer, check.functions)

    def single(dout: np.ndarray, cache: object) -> tuple[np.ndarray, ...]:
        return tuple(g.astype(np.float32) for g in backward(dout, cache))

    plain = check.evaluate([forward, backward], hidden_rng(), hidden=True).share
    assert check.evaluate([forward, single], hidden_rng(), hidden=True).share <= plain
