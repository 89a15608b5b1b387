"""Checks of a step of Newton's method, and of the step that avoids its trap."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import drawn_numbers, random_axes
from course_lib.checking.probes import any_form
from course_lib.checking.results import numbers
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Mistake

newton_step = Exercise("newton_step", functions=("newton_step",))
saddle_free_newton = Exercise("saddle_free_newton", functions=("saddle_free_newton",))


def _symmetric(t: Trial, size: int, eigenvalues: Array) -> Array:
    q = random_axes(t, size)
    hessian: Array = (q * eigenvalues) @ q.T
    return (hessian + hessian.T) / 2


def _both_signs(t: Trial) -> Array:
    """Return eigenvalues of a saddle."""
    size = t.draw(4, lambda rng: int(rng.integers(3, 6)))
    return t.draw(
        np.array([3.0, -2.0, 0.5, -0.7]),
        lambda rng: rng.uniform(0.4, 3, size).round(1) * np.resize([1, -1], size),
    )


def _newton(t: Trial, newton_step: Function, w: Array, grad: Array, hessian: Array) -> Any:
    mine = w.copy()
    swapped = "A solver of linear systems wants the matrix first, then the right-hand side."
    causes = [("1-dimensional array given", swapped)]
    return t.call(newton_step, mine, grad, hessian, returns="w", may_change=(mine,), causes=causes)


def _newton_mistakes(w: Array, grad: Array, hessian: Array) -> list[Mistake]:
    down = np.linalg.solve(hessian, grad)
    return [
        (w + down, "You went to the other side: the step is minus the solution."),
        (down, "That is the step without the starting point."),
        (-down, "That is the step without the starting point."),
        (w, "`w` did not move."),
        (w - grad, "That is plain descent: the Hessian is not used."),
        (w - hessian @ grad, "The Hessian multiplies the gradient; its inverse should."),
        (w - grad / np.diag(hessian), "Only the diagonal of the Hessian is used."),
        (w - np.linalg.solve(hessian, w), "The right-hand side is the gradient, not w."),
        (w - 0.5 * down, "The step is half as long: the 1/2 of the Taylor expansion cancels."),
    ]


def _drawn_bowl(rng: np.random.Generator) -> tuple[Array, Array]:
    """Return a positive definite Hessian, and the bottom."""
    size = int(rng.integers(3, 6))
    slopes = rng.uniform(-2, 2, (size, size))
    return slopes @ slopes.T + np.diag(rng.uniform(1, 3, size)), rng.uniform(-3, 3, size)


@newton_step.property("a quadratic bowl: one step to the bottom", weight=3)
def newton_bowl(t: Trial, newton_step: Function) -> None:
    # f = (x - 1)^2 + (x - 1)(y + 2) + 2 (y + 2)^2 has its minimum at (1, -2).
    shown = np.array([[2.0, 1.0], [1.0, 4.0]]), np.array([1.0, -2.0])
    hessian, bottom = t.draw(shown, _drawn_bowl)
    w = bottom + t.rng.uniform(1, 3, size=len(bottom))
    grad = hessian @ (w - bottom)
    t.close(
        "w",
        _newton(t, newton_step, w, grad, hessian),
        bottom,
        "The surface is a quadratic bowl: one step must land on its lowest point.",
        "Where is the gradient of the quadratic model 0? That is a linear system for the step.",
        mistakes=_newton_mistakes(w, grad, hessian),
    )


@newton_step.property("a quadratic saddle: one step to the saddle point", weight=2)
def newton_saddle(t: Trial, newton_step: Function) -> None:
    eigenvalues = _both_signs(t)
    size = len(eigenvalues)
    hessian = _symmetric(t, size, eigenvalues)
    w, middle = t.rng.standard_normal(size), t.rng.standard_normal(size)
    grad = hessian @ (w - middle)
    values, vectors = np.linalg.eigh(hessian)
    t.close(
        "w",
        _newton(t, newton_step, w, grad, hessian),
        middle,
        "The Hessian has negative eigenvalues. The formula then goes to the saddle point, and so "
        "must your step: this trap is part of the method.",
        mistakes=[
            (
                w - vectors @ ((vectors.T @ grad) / np.abs(values)),
                "You took the absolute eigenvalues: a good idea (saddle-free Newton), but not "
                "Newton's step.",
            ),
            *_newton_mistakes(w, grad, hessian),
        ],
    )


@newton_step.detail("a badly conditioned bowl is solved to rounding", weight=1)
def newton_badly_conditioned(t: Trial, newton_step: Function) -> None:
    size = t.draw(8, lambda rng: int(rng.integers(8, 11)))
    hessian = _symmetric(t, size, 10.0 ** np.linspace(0, -11, size))
    # One unit or so from the bottom: there solve leaves a residue near rounding, and an explicit
    # inverse does not.
    w, away = t.rng.standard_normal(size), t.rng.standard_normal(size)
    grad = hessian @ away
    new = t.array("w", _newton(t, newton_step, w, grad, hessian), (size,))
    # Against |hessian| |w| and not |grad|: a stable solver keeps this near rounding for every w.
    left = float(np.linalg.norm(hessian @ (w - new) - grad) / np.linalg.norm(w))
    t.require(
        left < 1e-11,
        f"The condition number is 10^11. Your step s leaves a relative error of {left:.0e} in the "
        "equation hessian @ s = grad; about 1e-16 is possible.",
        "Solve the linear system. An explicit inverse costs more and loses digits.",
    )


def _drawn_saddle(rng: np.random.Generator) -> tuple[Array, Array]:
    """Return two curvatures of opposite signs, and a point."""
    curvatures = rng.permutation(rng.uniform(1.5, 5, 2) * [1, -1])
    return curvatures.round(2), drawn_numbers(rng, (0.5, 4), (0.5, 4)).round(2)


@saddle_free_newton.property("x^2 - 2 y^2: to the middle in x, away from it in y", weight=2)
def saddle_free_by_hand(t: Trial, saddle_free_newton: Function) -> None:
    curvatures, w = t.draw((np.array([2.0, -4.0]), np.array([1.0, 0.5])), _drawn_saddle)
    hessian, grad = np.diag(curvatures), curvatures * w
    want = np.where(curvatures > 0, 0.0, 2 * w)
    mine = w.copy()
    t.close(
        "w",
        t.call(saddle_free_newton, mine, grad, hessian, returns="w", may_change=(mine,)),
        want,
        t.either(
            "From (1, 0.5) on x^2 - 2 y^2 the step must go to x = 0, and from y = 0.5 to y = 1.",
            f"From ({numbers(w)}) on ({numbers(curvatures)}) @ (x^2, y^2) / 2 the step must go to "
            f"({numbers(want)}).",
        ),
        "Each curvature enters with its size only.",
        mistakes=[
            (w - np.linalg.solve(hessian, grad), "That is Newton's step, into the saddle."),
            (w - grad, "That is plain descent: the Hessian is not used."),
            (
                np.where(np.diag(hessian) > 0, w - grad / np.diag(hessian), w),
                "Directions of negative curvature are left out; that is where the way down is.",
            ),
        ],
    )


@saddle_free_newton.property("along turned axes", weight=3)
def saddle_free_turned_axes(t: Trial, saddle_free_newton: Function) -> None:
    eigenvalues = _both_signs(t)
    size = len(eigenvalues)
    q = random_axes(t, size)
    hessian = (q * eigenvalues) @ q.T
    w, along = t.rng.standard_normal(size), t.rng.standard_normal(size)
    grad = q @ along
    mine = w.copy()
    t.close(
        "w",
        t.call(saddle_free_newton, mine, grad, hessian, returns="w", may_change=(mine,)),
        w - q @ (along / np.abs(eigenvalues)),
        f"The Hessian has the eigenvalues {numbers(eigenvalues[:-1])} and {eigenvalues[-1]:g} "
        "along axes that are turned. Along each eigenvector the step is the gradient's part there, "
        "over the eigenvalue's size.",
        mistakes=[
            (w - np.linalg.solve(hessian, grad), "That is Newton's step, into the saddle."),
            (
                w - np.linalg.solve(np.abs(hessian), grad),
                "Those are the sizes of the entries, not of the eigenvalues.",
            ),
            (
                w - grad / np.abs(np.diag(hessian)),
                "Only the diagonal of the Hessian is used.",
            ),
        ],
    )


# A bowl for the one, a saddle for the other.
any_form(newton_step, (2,), (2,), np.array([[3.0, 1.0], [1.0, 2.0]]), run=_newton)
any_form(saddle_free_newton, (2,), (2,), np.array([[3.0, 1.0], [1.0, -2.0]]), run=_newton)
