"""No backward pass is worth much that measures its own forward pass instead of a derivation."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from autograder.proving.bank import Answer, answers, exercises, find_exercise, load, notebooks
from course_lib.checking.core import Exercise, Property, hidden_rng
from course_lib.checking.outcome import Outcome
from course_lib.checking.price import WITHOUT_THE_IDEA, kept, shares
from course_lib.checking.quotient import CAUSE
from course_lib.checking.report import Report

#: Central differences with the best step, of fourth order, and extrapolated.
KINDS = ("", "_fourth_order", "_richardson")
#: Exercises that return a gradient without a function named backward, and what names it there.
BESIDE = {"softmax_loss": "gradient", "hinge_loss": "gradient", "penalties": "the gradient"}
#: What trains a net by its own gradients, step by step.
BESIDE |= {"train_two_layer": "one step"}
#: A smooth function of each entry alone loses no digits anywhere: it has no points.
NOT_TOLD_APART = {"gelu"}
#: Each output follows one entry alone: a step chosen for each entry, or more digits, are enough.
ONE_BY_ONE = {"relu", "dropout", "maxpool_backward"}
ONE_BY_ONE |= {f"backward_{name}" for name in ("beta", "gamma", "x_hat", "var")}
#: Other steps than those of the bank: half the way to zero, and in numbers of 80 bits.
STEPS = {
    "half": """\
def quotient(f, z, dout):
    gradient, out = np.zeros_like(z), f(z)
    for i in np.ndindex(z.shape):
        other = z.copy()
        other[i] = z[i] / 2 if z[i] else 1.0
        gradient[i] = np.sum(dout * ((f(other) - out) / (other[i] - z[i])))
    return gradient
""",
    "80 bits": """\
def quotient(f, z, dout):
    gradient, z = np.zeros_like(z), z.astype(np.longdouble)
    for i in np.ndindex(z.shape):
        h = np.longdouble(3e-7) * max(1.0, abs(z[i]))
        up, down = z.copy(), z.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = np.sum(dout * (f(up) - f(down)) / (up[i] - down[i]))
    return gradient
""",
}
QUOTIENT = re.compile(r"def quotient\(f, z, dout\):\n(?:    .*\n)+")

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


def left_of_derivation(exercise: Exercise, report: Report) -> float:
    """Return what is left, from 0 to 1, of the points for gradients."""
    derived = {o.of[0] for o in report.outcomes if o.weight and derives(exercise, o)}
    parts = shares(report.outcomes)
    left = sum(parts[part] * kept(report.outcomes, part) for part in derived)
    return left / sum(parts[part] for part in derived)


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
            left = left_of_derivation(check, report)
            assert left <= WITHOUT_THE_IDEA + 1e-9, (answer.name, seed, left)
            failures = [o for o in report.failures if derives(check, o)]
            assert any(o.cause == CAUSE for o in failures), answer.name


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("notebook", "exercise"), [b for b in BACKWARD if b[1] not in {*ONE_BY_ONE, "train_two_layer"}]
)
def test_other_steps_lose_where_an_output_follows_several_entries(
    notebook: str, exercise: str, step: str
) -> None:
    check = find_exercise(notebook, exercise)
    answer = min(quotients(notebook, exercise), key=lambda a: len(a.name))
    source, found = QUOTIENT.subn(lambda _: STEPS[step], answer.source)
    assert found == 1
    functions = load(replace(answer, source=source), check.functions)
    report = check.evaluate(functions, hidden_rng(1), hidden=True)
    assert left_of_derivation(check, report) <= WITHOUT_THE_IDEA + 1e-9


def test_a_cast_to_float32_helps_no_difference_quotient() -> None:
    check = find_exercise("00_warmup", "affine")
    (answer,) = (a for a in quotients("00_warmup", "affine") if a.name.endswith("quotient.py"))
    forward, backward = load(answer, check.functions)

    def single(dout: np.ndarray, cache: object) -> tuple[np.ndarray, ...]:
        return tuple(g.astype(np.float32) for g in backward(dout, cache))

    plain = check.evaluate([forward, backward], hidden_rng(), hidden=True).share
    assert check.evaluate([forward, single], hidden_rng(), hidden=True).share <= plain
