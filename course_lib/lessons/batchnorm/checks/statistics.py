"""Checks of notebook 03: the steps of the backward pass through var, mean and x.

Every step gets right inputs, and is compared with the numerical gradient at its own node.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Mistake, Slip
from course_lib.engine.normalization import batchnorm_forward
from course_lib.lessons.batchnorm.checks.batch import (
    COARSE,
    HALF_OF_THE_POWER,
    NO_EFFECT,
    ONE_COLUMN,
    ONE_FOR_ALL,
    TALL,
    WIDE,
    Batch,
    make_batch,
)
from course_lib.lessons.batchnorm.checks.digits import (
    ROUGHLY,
    exact_batch,
    keeps_digits_of_step,
)

backward_var = Exercise("backward_var", functions=("backward_var",))
backward_mean = Exercise("backward_mean", functions=("backward_mean",))
backward_x = Exercise("backward_x", functions=("backward_x",))

#: x, mean and var, as every step gets them for the guard about the form of arrays.
IN_THE_MIDDLE = (TALL, TALL[1:], np.array([0.5, 2.0, 1.25]))


def _with_eps(t: Trial, f: Function, *arrays: Array) -> Any:
    return t.call(f, *arrays, 0.1)


# --- backward_var ---


def _check_var(
    t: Trial, f: Function, b: Batch, mistakes: list[Mistake], symptom: str, **tolerance: Any
) -> None:
    dvar = t.call(f, b.dx_hat, b.x, b.mean, b.var, b.eps, returns="dvar")
    t.gradient(
        "dvar",
        dvar,
        lambda v: (b.x - b.mean) / np.sqrt(v + b.eps),
        b.var,
        b.dx_hat,
        symptom,
        "Write x_hat as (x - mean) times (var + eps) to the power -1/2, and differentiate the "
        "power.",
        mistakes,
        **tolerance,
    )


@backward_var.property("dvar is the numerical gradient at var", weight=3)
def var_numerical_gradient(t: Trial, backward_var: Function) -> None:
    b = make_batch(t, 1e-5)
    products = (b.dx_hat * (b.x - b.mean)).sum(axis=0)
    mistakes = [
        (-b.dvar, "The sign is wrong: a larger variance makes x_hat smaller."),
        (2 * b.dvar, "The factor 1/2 of the power is missing."),
        (-2 * b.dvar, "Sign and factor: the power is -1/2."),
        (b.dvar / len(b.x), "The rows add up; you took their mean."),
        (
            -0.5 * products * b.inv_std,
            "The power drops by one: from -1/2 to -3/2, not to -1/2.",
        ),
        (-0.5 * products * b.inv_std**2, "The power drops by one: from -1/2 to -3/2."),
        (-0.5 * products / b.inv_std, "The power drops by one: from -1/2 to -3/2, not to +1/2."),
        (-0.5 * products / b.inv_std**3, "The power is -3/2: divide, do not multiply."),
        (2 * b.dvar / b.inv_std, "That is the gradient at the root of var + eps: one step early."),
        (
            -0.5 * b.dx_hat.sum(axis=0) * b.inv_std**3,
            "The distance to the mean is missing: it stands above the root.",
        ),
        (
            -0.5 * (b.dx_hat * b.x).sum(axis=0) * b.inv_std**3,
            "Use the distance to the mean, not `x` itself.",
        ),
        (
            -0.5 * products * b.inv_std**4,
            "The power is -2, not -3/2. (If you used x_hat: it holds one of the roots already.)",
        ),
        (-0.25 * products * b.inv_std**6, HALF_OF_THE_POWER.replace("-1", "-3")),
        (-0.5 * products.sum() * b.inv_std**3, ONE_FOR_ALL),
    ]
    _check_var(
        t, backward_var, b, mistakes, "`dvar` differs from the numerical gradient at var.", **COARSE
    )
    b = exact_batch(t)
    dvar = t.call(backward_var, b.dx_hat, b.x, b.mean, b.var, b.eps, returns="dvar")
    keeps_digits_of_step(t, "dvar", dvar, b.dvar, rtol=ROUGHLY)


@backward_var.detail("dvar uses the eps it is given", weight=1)
def var_uses_eps(t: Trial, backward_var: Function) -> None:
    for eps, shape in ((1.0, WIDE), (0.1, ONE_COLUMN)):
        b = make_batch(t, eps, shape)
        products = -0.5 * (b.dx_hat * (b.x - b.mean)).sum(axis=0)
        mistakes = [
            (products * (b.var + 1e-5) ** -1.5, NO_EFFECT),
            (products * b.var**-1.5, NO_EFFECT),
            (products * (b.var**1.5 + eps) ** -1.0, "eps is added to var before the power."),
            (products * (np.sqrt(b.var) + eps) ** -3.0, "eps is added to var, under the root."),
        ]
        symptom = f"With eps = {eps:g}, `dvar` differs from the numerical gradient at var."
        _check_var(t, backward_var, b, mistakes, symptom)


any_form(backward_var, TALL, *IN_THE_MIDDLE, run=_with_eps)


# --- backward_mean ---


def _check_mean(
    t: Trial, f: Function, b: Batch, mistakes: list[Mistake], symptom: str, **tolerance: Any
) -> None:
    dmean = t.call(f, b.dx_hat, b.dvar, b.x, b.mean, b.var, b.eps, returns="dmean")

    def x_hat(mean: Array) -> Array:
        # The variance depends on the mean, too: with a right dvar that path is worth nothing.
        distance = b.x - mean
        return np.asarray(distance / np.sqrt((distance**2).mean(axis=0) + b.eps))

    t.gradient(
        "dmean",
        dmean,
        x_hat,
        b.mean,
        b.dx_hat,
        symptom,
        "Two paths leave the mean: one to x - mean in every row, one to the variance.",
        mistakes,
        **tolerance,
    )


@backward_mean.property("dmean is the numerical gradient at mean", weight=3)
def mean_numerical_gradient(t: Trial, backward_mean: Function) -> None:
    b = make_batch(t, 1e-5)
    total = b.dx_hat.sum(axis=0)
    mistakes = [
        (-b.dmean, "The sign is wrong: a larger mean makes x - mean smaller."),
        (b.dmean / len(b.x), "The rows add up; you took their mean."),
        (-total, "The division by the standard deviation is missing."),
        (-total / b.inv_std, "You multiplied by the standard deviation; the forward divides."),
        (-total * b.inv_std**2, "You divided by the variance, not by its root."),
        (-total * b.inv_std**3, "The power is -1/2 here; -3/2 belongs to the variance."),
        (
            b.dmean - 2 * b.dvar * b.mean,
            "In the path through the variance the distance to the mean counts, not the mean.",
        ),
        (
            b.dmean - 2 * b.dvar * b.x.mean(axis=0),
            "In the path through the variance the distance to the mean counts, not `x`.",
        ),
        (b.dmean + b.dvar, "dvar is multiplied by how much the mean moves the variance."),
        (b.dmean - 2 * b.dvar, "dvar is multiplied by the average distance to the mean."),
        (-total * b.inv_std**2 / 2, HALF_OF_THE_POWER),
        (-total.sum() * b.inv_std, ONE_FOR_ALL),
    ]
    _check_mean(
        t,
        backward_mean,
        b,
        mistakes,
        "`dmean` differs from the numerical gradient at mean.",
        **COARSE,
    )
    b = exact_batch(t)
    dmean = t.call(backward_mean, b.dx_hat, b.dvar, b.x, b.mean, b.var, b.eps, returns="dmean")
    keeps_digits_of_step(t, "dmean", dmean, b.dmean, rtol=ROUGHLY)


@backward_mean.detail("dmean uses the eps it is given", weight=1)
def mean_uses_eps(t: Trial, backward_mean: Function) -> None:
    for eps, shape in ((1.0, WIDE), (0.1, ONE_COLUMN)):
        b = make_batch(t, eps, shape)
        total = b.dx_hat.sum(axis=0)
        mistakes = [
            (-total / np.sqrt(b.var + 1e-5), NO_EFFECT),
            (-total / np.sqrt(b.var), NO_EFFECT),
            (-total / (np.sqrt(b.var) + eps), "eps is added to var, under the root."),
        ]
        symptom = f"With eps = {eps:g}, `dmean` differs from the numerical gradient at mean."
        _check_mean(t, backward_mean, b, mistakes, symptom)


any_form(backward_mean, TALL, TALL[1:], *IN_THE_MIDDLE, run=_with_eps)


# --- backward_x ---


def _check_x(
    t: Trial, f: Function, b: Batch, mistakes: list[Mistake], symptom: str, **tolerance: Any
) -> None:
    dx = t.call(f, b.dx_hat, b.dvar, b.dmean, b.x, b.mean, b.var, b.eps, returns="dx")
    ones = np.ones(b.x.shape[1])
    t.gradient(
        "dx",
        dx,
        lambda z: batchnorm_forward(z, ones, 0.0 * ones, b.eps)[0],
        b.x,
        b.dx_hat,
        symptom,
        "Three paths lead from `x` to x_hat: the direct one, by way of the variance, by way of "
        "the mean.",
        mistakes,
        **tolerance,
    )


COLUMNS = "You divided by the number of columns: N counts the rows."
WRITTEN = Slip("N is the number of rows of the batch at hand; yours is one and the same number.")


def _wrong_n(b: Batch, n: int, sentence: str) -> Mistake:
    """Return what dx is when the two indirect paths are divided by another ``n``."""
    direct, var, mean = b.paths()
    return direct + (var + mean) * len(b.x) / n, sentence


@backward_x.property("dx is the numerical gradient at x", weight=3)
def x_numerical_gradient(t: Trial, backward_x: Function) -> None:
    b = make_batch(t, 1e-5)
    direct, var, mean = b.paths()
    n = len(b.x)
    mistakes = [
        (direct, "Only the direct path is there; two more lead through the mean and variance."),
        (direct + var, "The path through the mean is missing."),
        (direct + mean, "The path through the variance is missing."),
        (var + mean, "The direct path is missing."),
        (direct + var + n * mean, "The path through the mean: each row moves it by 1/N only."),
        (direct + n * var + mean, "The path through the variance lacks its 1/N."),
        (direct + n * var + n * mean, "Both indirect paths lack their 1/N."),
        (direct + var / 2 + mean, "The path through the variance lacks the 2 of the square."),
        (direct - var + mean, "The path through the variance has the wrong sign."),
        (direct + var - mean, "The path through the mean has the wrong sign."),
        (direct - var - mean, "Both indirect paths have the wrong sign."),
        (b.dx_hat + var + mean, "The direct path lacks the division by the standard deviation."),
        (
            direct + b.dvar * 2 * b.x / n + mean,
            "In the path through the variance the distance to the mean counts, not `x`.",
        ),
        ((direct + var + mean) / n, "Each row has its own gradient: do not divide by N."),
        (direct * b.inv_std / 2 + var + mean, HALF_OF_THE_POWER),
        (direct + (var + mean) / b.x.shape[1], "N counts the rows: `x.size` counts all entries."),
        _wrong_n(b, b.x.shape[1], COLUMNS),
        _wrong_n(b, TALL[0], WRITTEN),
    ]
    _check_x(t, backward_x, b, mistakes, "`dx` differs from the numerical gradient at x.", **COARSE)
    b = exact_batch(t)
    dx = t.call(backward_x, b.dx_hat, b.dvar, b.dmean, b.x, b.mean, b.var, b.eps, returns="dx")
    direct, var, mean = b.paths()
    want = direct + var + mean
    size = np.maximum(1.0, np.abs(want))
    keeps_digits_of_step(t, "dx", dx, want, size=size, rtol=ROUGHLY)


@backward_x.detail("dx uses the eps it is given", weight=1)
def x_uses_eps(t: Trial, backward_x: Function) -> None:
    for eps, shape in ((1.0, (4, 3)), (0.1, ONE_COLUMN)):
        b = make_batch(t, eps, shape)
        _, var, mean = b.paths()
        mistakes = [
            (b.dx_hat / np.sqrt(b.var + 1e-5) + var + mean, NO_EFFECT),
            (b.dx_hat / np.sqrt(b.var) + var + mean, NO_EFFECT),
            (
                b.dx_hat / (np.sqrt(b.var) + eps) + var + mean,
                "eps is added to var, under the root.",
            ),
            _wrong_n(b, b.x.shape[1], COLUMNS),
            _wrong_n(b, TALL[0], WRITTEN),
        ]
        symptom = f"With eps = {eps:g}, `dx` differs from the numerical gradient at x."
        _check_x(t, backward_x, b, mistakes, symptom)


any_form(backward_x, TALL, *2 * [TALL[1:]], *IN_THE_MIDDLE, run=_with_eps)
