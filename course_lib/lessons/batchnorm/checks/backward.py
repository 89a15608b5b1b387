"""Checks of notebook 03: the whole backward pass, its fused form, and layer normalization.

A backward pass gets the cache of the student's own forward pass and is compared with the numerical
gradient of course_lib's forward.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import spread_evenly
from course_lib.checking.known import OVER_ONE_LESS
from course_lib.checking.probes import any_form, other_forms, zero_counts
from course_lib.checking.results import is_finite
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function, Mistake
from course_lib.engine import normalization
from course_lib.lessons.batchnorm.checks.batch import (
    BY_THE_VARIANCE,
    CAME_BACK,
    COARSE,
    ONE_COLUMN,
    TALL,
    WIDE,
    Batch,
    eps_mistakes,
    mended_over_one_less,
)
from course_lib.lessons.batchnorm.checks.digits import keeps_digits_of_gradients
from course_lib.lessons.batchnorm.checks.forward import batchnorm_forward
from course_lib.lessons.batchnorm.checks.passes import RETURNS, Pass, gradients_of, out_of

batchnorm_backward = Exercise(
    "batchnorm_backward",
    functions=("batchnorm_forward", "batchnorm_backward"),
    forward=batchnorm_forward,
)
batchnorm_backward_fused = Exercise(
    "batchnorm_backward_fused",
    functions=("batchnorm_forward", "batchnorm_backward_fused"),
    forward=batchnorm_forward,
)
layernorm = Exercise("layernorm", functions=("layernorm_forward", "layernorm_backward"))
batchnorm_backward.in_order("batchnorm_backward", "dx, dgamma, dbeta")
batchnorm_backward_fused.in_order("batchnorm_backward_fused", "dx, dgamma, dbeta")
layernorm.in_order("layernorm_backward", "dx, dgamma, dbeta")


@layernorm.known(OVER_ONE_LESS, "layernorm_forward")
def layernorm_over_one_less(layernorm_forward: Function) -> Function:
    return mended_over_one_less(layernorm_forward, axis=1)


THREE_PATHS = (
    "Three paths lead from `x` to x_hat: straight, through the variance, through the mean. "
    "Section 4 checks every step by itself."
)
ADD_UP = "gamma and beta are used by every row, one entry for each column: the rows add up."


def _shape(t: Trial, shape: tuple[int, int] = TALL) -> tuple[int, int]:
    n, d = shape
    return t.either(shape, (n + 1, d - (d > 1)))


def _dx_mistakes(p: Pass) -> list[Mistake]:
    """Return what dx is when one of the paths is missing or wrong."""
    dx_hat = p.dout * p.gamma
    b = Batch(p.x, dx_hat, p.x.mean(axis=0), p.x.var(axis=0), p.eps)
    direct, var, mean = b.paths()
    n = len(p.x)
    right = direct + var + mean
    x_hat = (p.x - b.mean) * b.inv_std
    along, turned = (a.mean(axis=1, keepdims=True) for a in (dx_hat, dx_hat * x_hat))
    return [
        (direct, "Only the direct path is there: mean and variance depend on `x`, too."),
        (direct + var, "The path through the mean is missing: the columns of dx must sum to 0."),
        (direct + mean, "The path through the variance is missing."),
        (p.dout * b.inv_std, "Only the direct path is there, and gamma is missing."),
        (right / p.gamma, "gamma is missing: it multiplies x_hat in the forward pass."),
        (right / b.inv_std, "The division by the standard deviation is missing."),
        (right / b.inv_std**2, "You multiplied by the standard deviation instead of dividing."),
        (right * b.inv_std, BY_THE_VARIANCE),
        (n * right, "dx is too large by the factor N: sums stand where means belong."),
        (right / n, "dx is too small by the factor N."),
        (direct + n * (var + mean), "Sums stand where means belong: the indirect paths need 1/N."),
        (direct + n * var + mean, "The path through the variance lacks its 1/N."),
        (direct + var + n * mean, "The path through the mean lacks its 1/N."),
        (direct - var + mean, "The path through the variance has the wrong sign."),
        (direct + var - mean, "The path through the mean has the wrong sign."),
        (direct - var - mean, "Both indirect paths have the wrong sign."),
        (direct + var / 2 + mean, "The path through the variance lacks the 2 of the square."),
        (p.dout, "`dout` came back as it went in."),
        (
            direct + (var + mean) * n / p.x.shape[1],
            "You divided by the number of columns: N counts the rows.",
        ),
        (
            (dx_hat - along - x_hat * turned) * b.inv_std,
            "The means ran along the rows. Each column has its own mean over the batch.",
        ),
        (
            direct + var / b.inv_std**2 + mean,
            "The path through the variance multiplies where it divides by the standard deviation.",
        ),
        (
            direct + var + mean / b.inv_std**2,
            "The path through the mean multiplies where it divides by the standard deviation.",
        ),
    ]


def _declare(exercise: Exercise) -> None:
    """Give an exercise the properties of a backward pass of batch norm."""

    @exercise.property("dbeta is the numerical gradient", weight=1, of="dbeta")
    def backward_dbeta(t: Trial, forward: Function, backward: Function) -> None:
        for shape in (TALL, ONE_COLUMN):
            p = Pass(t, forward, backward, normalization.batchnorm_forward, 1e-5, _shape(t, shape))
            results = p.run()
            total = p.dout.sum(axis=0)
            mistakes: list[Mistake] = [
                (total / len(p.x), "The rows add up; you took their mean."),
            ]
            p.gradient(2, results[2], mistakes, cause=ADD_UP)
            keeps_digits_of_gradients(p, results, 2)

    @exercise.property("dgamma is the numerical gradient", weight=2, of="dgamma")
    def backward_dgamma(t: Trial, forward: Function, backward: Function) -> None:
        for shape in (TALL, ONE_COLUMN):
            p = Pass(t, forward, backward, normalization.batchnorm_forward, 1e-5, _shape(t, shape))
            results = p.run()
            x_hat = normalization.batchnorm_forward(p.x, 1 + 0 * p.gamma, 0 * p.beta)[0]
            out = p.gamma * x_hat + p.beta
            mistakes: list[Mistake] = [
                ((p.dout * x_hat).mean(axis=0), "The rows add up; you took their mean."),
                ((p.dout * p.x).sum(axis=0), "gamma multiplies x_hat, not `x`."),
                *(
                    []  # where `dout` itself was changed, that is told already
                    if t.changed
                    else [((p.dout * x_hat * p.gamma).sum(axis=0), "Use `dout` here, not dx_hat.")]
                ),
                ((p.dout * out).sum(axis=0), "gamma multiplies x_hat, not `out`."),
            ]
            p.gradient(1, results[1], mistakes, cause=ADD_UP, **COARSE)
            keeps_digits_of_gradients(p, results, 1)

    @exercise.property("dx is the numerical gradient", weight=4, of="dx")
    def backward_dx(t: Trial, forward: Function, backward: Function) -> None:
        for shape in (TALL, WIDE, ONE_COLUMN):
            p = Pass(t, forward, backward, normalization.batchnorm_forward, 1e-5, _shape(t, shape))
            results = p.run()
            sums = np.abs(t.array("dx", results[0], p.x.shape).sum(axis=0)).max()
            symptom = "`dx` differs from the numerical gradient."
            if sums > 1e-6:
                symptom += (
                    f" A column of it sums to {sums:.3g} and must sum to 0, because a shift of "
                    "the whole batch changes nothing."
                )
            p.gradient(0, results[0], _dx_mistakes(p), symptom, THREE_PATHS, **COARSE)
            keeps_digits_of_gradients(p, results, 0, offset=2.0**30)

    @exercise.detail("eps of the forward pass counts in the backward pass", weight=2, of="dx")
    def backward_uses_eps(t: Trial, forward: Function, backward: Function) -> None:
        for eps in (1.0, 0.1):
            p = Pass(t, forward, backward, normalization.batchnorm_forward, eps, _shape(t))
            dx, _, _ = p.run()
            p.gradient(
                0,
                dx,
                [],
                f"With eps = {eps:g} `dx` differs from the numerical gradient.",
                "If dx was right for eps = 1e-5: divide by the root of var + eps, with the eps "
                "that the forward pass was given. The cache is the place to keep it.",
            )

    @exercise.guard("a column of equal numbers keeps dx finite", cost=0.2)
    def backward_of_constant_column(t: Trial, forward: Function, backward: Function) -> None:
        x, dout = (t.rng.standard_normal(_shape(t)) for _ in range(2))
        x[:, 1] = 0.3
        ones = np.ones(x.shape[1])
        _, cache = t.call(forward, x, ones, 0.0 * ones, returns="out, cache")
        dx, _, _ = t.call(backward, dout, cache, returns=RETURNS)
        t.require(
            is_finite(dx),
            "A column of equal numbers, such as a dead ReLU unit's, makes `dx` nan or inf.",
            "There x - mean is 0 and the variance is 0: divide by nothing but the root of "
            "var + eps.",
        )
        t.array("dx", dx, x.shape)

    @exercise.guard("each cache belongs to its own forward pass")
    def backward_reads_own_cache(t: Trial, forward: Function, backward: Function) -> None:
        x, y, dout = (t.rng.standard_normal(_shape(t)) for _ in range(3))
        gamma = t.rng.uniform(1.0, 2.0, x.shape[1])
        beta = 0.0 * gamma

        def caches(*batches: Array) -> list[Any]:
            pairs = (t.call(forward, b, gamma, beta, returns="out, cache") for b in batches)
            return [cache for _, cache in pairs]

        want = t.call(backward, dout, caches(x)[0], returns=RETURNS)
        found = t.call(backward, dout, caches(x, y)[0], returns=RETURNS)
        for name, got, right in zip(RETURNS.split(", "), found, want, strict=True):
            t.close(
                name,
                got,
                np.asarray(right),
                f"After a second forward pass, the first one's cache gives another `{name}`.",
                "The backward pass reads something that is not in its cache, such as a global "
                "variable.",
            )

    @exercise.guard("the backward pass leaves its cache as it was")
    def backward_leaves_cache(t: Trial, forward: Function, backward: Function) -> None:
        x, dout = (t.rng.standard_normal(_shape(t)) for _ in range(2))
        gamma = t.rng.uniform(1.0, 2.0, x.shape[1])
        _, cache = t.call(forward, x, gamma, 0.0 * gamma, returns="out, cache")
        want = [np.array(a) for a in t.call(backward, dout, cache, returns=RETURNS)]
        found = t.call(backward, dout, cache, returns=RETURNS)
        for name, got, right in zip(RETURNS.split(", "), found, want, strict=True):
            t.close(
                name,
                got,
                right,
                f"A second call with the same arguments gives another `{name}`.",
                "Something in the cache was changed: look for `*=`, `-=` and `x[...] =`.",
            )

    @exercise.guard("float32, and views with gaps")
    def backward_other_forms(t: Trial, forward: Function, backward: Function) -> None:
        arrays = [t.rng.standard_normal(shape) for shape in (TALL, TALL[1:], TALL[1:], TALL)]
        try:
            other_forms(t, partial(gradients_of, t, forward, backward), *arrays)
        except Wrong:
            # Of a forward pass that takes no other forms its own exercise tells.
            if t.passes(lambda: other_forms(t, partial(out_of, t, forward), *arrays[:3])):
                raise


_declare(batchnorm_backward)
_declare(batchnorm_backward_fused)


# --- layer normalization: beyond the points of the notebook ---


def _layer_plain(t: Trial, f: Function, x: Array, eps: float) -> Any:
    ones = np.ones(x.shape[1])
    out, _ = t.call(f, x, ones, 0.0 * ones, eps=eps, returns="out, cache")
    return out


@layernorm.property("every row gets mean 0 and standard deviation 1", weight=3, part="forward")
def layernorm_standardizes_rows(t: Trial, layernorm_forward: Function) -> None:
    n, d = t.either((3, 6), (4, 7))
    x_hat = spread_evenly(t, d, n).T
    x = t.rng.uniform(2.0, 9.0, (n, 1)) * x_hat + t.rng.uniform(-9.0, 9.0, (n, 1))
    std = x.std(axis=1, keepdims=True)
    columns = (x - x.mean(axis=0)) / x.std(axis=0)
    t.close(
        "out",
        _layer_plain(t, layernorm_forward, x, 1e-5),
        x_hat,
        "With gamma 1 and beta 0 every row of `out` must have mean 0 and standard deviation 1.",
        mistakes=[
            (columns, "You normalized the columns: that is batch norm."),
            (x_hat / std, BY_THE_VARIANCE),
            (x_hat * std, "The division is missing."),
            (x, CAME_BACK),
        ],
        rtol=1e-4,
        atol=1e-4,
    )


@layernorm.property("gamma and beta have one entry for each column", weight=2, part="forward")
def layernorm_gamma_and_beta(t: Trial, layernorm_forward: Function) -> None:
    n, d = t.either((1, 4), (1, 5))
    for rows in (n, n + 2):
        x = t.rng.standard_normal((rows, d))
        gamma, beta = t.rng.uniform(1.5, 3.0, d), t.rng.uniform(3.0, 5.0, d)
        plain = t.array("out", _layer_plain(t, layernorm_forward, x, 1e-5), (rows, d))
        t.require(np.ptp(plain) > 1e-6, "With gamma 1 and beta 0 all entries of `out` are equal.")
        out, _ = t.call(layernorm_forward, x, gamma, beta, eps=1e-5, returns="out, cache")
        t.close(
            "out",
            out,
            gamma * plain + beta,
            "`out` must be gamma times `out` with gamma 1 and beta 0, plus beta.",
            mistakes=[
                (
                    plain,
                    CAME_BACK if np.array_equal(plain, x) else "gamma and beta have no effect.",
                ),
                (gamma * plain, "beta has no effect."),
                (plain + beta, "gamma has no effect."),
            ],
        )


@layernorm.detail("eps is added to the variance, under the root", weight=2, part="forward")
def layernorm_eps_under_root(t: Trial, layernorm_forward: Function) -> None:
    d = t.either(4, 7)
    even = spread_evenly(t, d, 3).T
    var = np.array([[5.0], [2.25], [12.0]])  # one below eps, two above
    distance = np.sqrt(var) * even
    out = _layer_plain(t, layernorm_forward, distance + 1.0, 4.0)
    t.close(
        "out",
        out,
        distance / np.array([[3.0], [2.5], [4.0]]),
        "A row with variance 5, and eps 4: the divisor is the root of 9. Yours is not 3.",
        mistakes=eps_mistakes(distance, var),
    )
    distance = np.sqrt(5.0) * even
    small = t.call(
        layernorm_forward, distance * 1e-3, np.ones(d), np.zeros(d), returns="out, cache"
    )
    t.close(
        "out",
        small[0],
        distance * 1e-3 / np.sqrt(5e-6 + 1e-5),
        "Called without `eps`, on rows with variance 5e-6, `out` is not what eps = 1e-5 gives.",
        "Look at the default in the `def` line.",
    )


@layernorm.property("dgamma and dbeta are the numerical gradients", weight=2, of="dgamma and dbeta")
def layernorm_dgamma_and_dbeta(
    t: Trial, layernorm_forward: Function, layernorm_backward: Function
) -> None:
    p = Pass(
        t, layernorm_forward, layernorm_backward, normalization.layernorm_forward, 1e-5, _shape(t)
    )
    results = p.run()
    p.gradient(2, results[2], [], cause=ADD_UP)
    centred = p.x - p.x.mean(axis=1, keepdims=True)
    mistakes = [
        (p.dout.sum(axis=0), "That is dbeta."),
        ((p.dout * centred).sum(axis=0), "gamma multiplies x_hat, not x less its mean."),
    ]
    p.gradient(1, results[1], mistakes, cause=ADD_UP)
    for index in (2, 1):
        keeps_digits_of_gradients(p, results, index)


@layernorm.property("dx is the numerical gradient", weight=4, of="dx")
def layernorm_dx(t: Trial, layernorm_forward: Function, layernorm_backward: Function) -> None:
    for eps, shape in ((1e-5, WIDE), (1.0, TALL)):
        p = Pass(
            t,
            layernorm_forward,
            layernorm_backward,
            normalization.layernorm_forward,
            eps,
            _shape(t, shape),
        )
        results = p.run()
        dx_hat = p.dout * p.gamma
        rows = Batch(p.x.T, dx_hat.T, p.x.mean(axis=1), p.x.var(axis=1), eps)
        direct, var, mean = (path.T for path in rows.paths())
        x_hat = ((p.x.T - rows.mean) * rows.inv_std).T
        n = len(p.x)
        sums = (dx_hat - dx_hat.sum(axis=0) / n - x_hat * (dx_hat * x_hat).sum(axis=0) / n).T
        p.gradient(
            0,
            results[0],
            [
                ((sums * rows.inv_std).T, "The sums run over the batch, as in batch norm."),
                (direct, "Only the direct path is there: mean and variance depend on `x`, too."),
                (direct + var, "The path through the mean is missing."),
                (direct + mean, "The path through the variance is missing."),
            ],
            f"With eps = {eps:g}, `dx` differs from the numerical gradient.",
            "Mean and variance belong to a row: all sums of dx run over axis 1.",
        )
        keeps_digits_of_gradients(p, results, 0)


@layernorm.guard("eps = 0 is like any other")
def layernorm_eps_of_zero(t: Trial, layernorm_forward: Function) -> None:
    var = np.array([[4e-5], [9e-6], [1e-5]])  # beside these the default is no small number
    distance = np.sqrt(var) * spread_evenly(t, 6, 3).T
    zero_counts(
        t,
        "eps",
        lambda eps: _layer_plain(t, layernorm_forward, distance, eps),
        lambda eps: distance / np.sqrt(var + eps),
        other=3e-5,
        default=1e-5,
    )


any_form(layernorm, TALL, TALL[1:], TALL[1:], TALL)
