"""Check of notebook 03: the forward pass of batch normalization."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import spread_evenly
from course_lib.checking.known import OVER_ONE_LESS
from course_lib.checking.probes import any_form, zero_counts
from course_lib.checking.results import is_finite
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function
from course_lib.lessons.batchnorm.checks.batch import (
    BY_THE_VARIANCE,
    CAME_BACK,
    HALF_OF_THE_POWER,
    NO_EFFECT,
    TALL,
    eps_mistakes,
    gammas,
    mended_over_one_less,
    spike,
    unlike_columns,
    want_scaled,
    want_varied,
    whole_roots,
)
from course_lib.lessons.batchnorm.checks.passes import out_of

batchnorm_forward = Exercise("batchnorm_forward", functions=("batchnorm_forward",))


@batchnorm_forward.known(OVER_ONE_LESS, "batchnorm_forward")
def forward_over_one_less(batchnorm_forward: Function) -> Function:
    return mended_over_one_less(batchnorm_forward, axis=0)


def _plain(t: Trial, f: Function, x: Array, **options: Any) -> Any:
    """Return ``out`` for gamma 1 and beta 0."""
    ones = np.ones(x.shape[1])
    out, _ = t.call(f, x, ones, 0.0 * ones, returns="out, cache", **options)
    return out


@batchnorm_forward.property("every column gets mean 0 and standard deviation 1", weight=3)
def columns_are_standardized(t: Trial, batchnorm_forward: Function) -> None:
    n = t.either(6, 9)
    mean, std = unlike_columns(t)
    x_hat = spread_evenly(t, n, len(mean))
    x_hat[:, 1] = spike(t, n)  # not symmetric: its mean is not its median
    x = mean + std * x_hat
    t.worked(a_column_of_x=x[:, 0], mean=mean[0], variance=std[0] ** 2, normalized=x_hat[:, 0])
    out = t.array("out", _plain(t, batchnorm_forward, x, eps=1e-5), x.shape)
    rows = (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)
    # The column whose spread is wrong by most is the one to look at.
    worst = int(np.argmax(np.abs(out.std(axis=0) - 1) + np.abs(out.mean(axis=0))))
    t.close(
        "out",
        out,
        x_hat,
        f"With gamma 1 and beta 0, column {worst} of `out` must have mean 0 and standard "
        f"deviation 1, in the order of `x`. Yours has mean {out[:, worst].mean():.4g} and "
        f"standard deviation {out[:, worst].std():.4g}.",
        "Column by column: first the mean, then the variance about it, then x_hat.",
        mistakes=[
            (x_hat / std, BY_THE_VARIANCE),
            (std * x_hat, "The mean is subtracted; the division is missing."),
            (x / std, "The division is right; the mean is not subtracted."),
            (x / std - mean, "Subtract the mean first, then divide: brackets are missing."),
            (rows, "You normalized every row. The batch is axis 0: one mean for each column."),
            (
                (x - x.mean()) / x.std(),
                "One mean and one variance for all entries: each column needs its own.",
            ),
            (std**2 * x_hat, "You multiplied by the standard deviation instead of dividing."),
            (x, CAME_BACK),
            (-x_hat, "The sign is flipped: x minus mean is wanted."),
            (np.ones_like(x), "Every entry is 1. Are gamma and beta swapped?"),
            (
                std * x_hat / np.sqrt((x**2).mean(axis=0)),
                "The variance is the mean of the squared distances to the mean, "
                "not of the squared entries.",
            ),
            (
                std * x_hat / np.abs(std * x_hat).mean(axis=0),
                "You divided by the mean absolute distance, not by the standard deviation.",
            ),
            (
                std * x_hat / x.std(),
                "The variance is one number for all entries: each column needs its own.",
            ),
            (np.sqrt(std) * x_hat, "The root is taken twice: `std` is the root of `var` already."),
            (x_hat / (2 * std), HALF_OF_THE_POWER),
            (x_hat / np.sqrt(n), "The squared distances were summed: the variance is their mean."),
            (
                (x - x.min(axis=0)) / np.ptp(x, axis=0),
                "That maps each column to 0..1; batch norm uses mean and standard deviation.",
            ),
        ],
        rtol=1e-4,
        atol=1e-4,
    )


@batchnorm_forward.property("gamma scales and beta shifts", weight=4)
def gamma_scales_beta_shifts(t: Trial, batchnorm_forward: Function) -> None:
    for n, d in t.either([(5, 3), (3, 5), (4, 1)], [(3, 6), (7, 1)]):
        x = 2.0 * t.rng.standard_normal((n, d)) + 1.0
        gamma, beta = gammas(t, d), t.rng.uniform(3.0, 5.0, d)
        plain = want_varied(t, _plain(t, batchnorm_forward, x, eps=1e-5), (n, d))
        out, _ = t.call(batchnorm_forward, x, gamma, beta, eps=1e-5, returns="out, cache")
        scaled = gamma * (x - x.mean(axis=0))
        first = scaled / np.sqrt(scaled.var(axis=0) + 1e-5)
        want_scaled(
            t,
            out,
            plain,
            gamma,
            beta,
            CAME_BACK if np.array_equal(plain, x) else "gamma and beta have no effect.",
            mistakes=[
                (
                    first + beta,
                    "gamma was applied to `x` before it was normalized, which undoes it.",
                ),
                (
                    first,
                    "gamma and beta were applied to `x` before it was normalized, "
                    "which undoes them.",
                ),
            ],
        )


@batchnorm_forward.detail("eps is added to the variance, under the root", weight=3)
def eps_under_root(t: Trial, batchnorm_forward: Function) -> None:
    n = t.either(4, 6)
    var, root = whole_roots(t)
    distance = np.sqrt(var) * spread_evenly(t, n, len(var))
    x = distance + np.arange(len(var))
    out = _plain(t, batchnorm_forward, x, eps=4.0)
    t.close(
        "out",
        out,
        distance / root,
        "A column with variance 5, and eps 4: the divisor is the root of 9. Yours is not 3.",
        mistakes=eps_mistakes(distance, var),
    )


@batchnorm_forward.detail("eps is 1e-5 unless given", weight=1)
def default_eps(t: Trial, batchnorm_forward: Function) -> None:
    # The variances are as small as eps, so that eps decides.
    var = np.array(t.either([4e-5, 9e-6, 1e-5], [9e-6, 4e-5]))
    distance = np.sqrt(var) * spread_evenly(t, t.either(5, 8), len(var))
    x = distance + 0.01
    out = _plain(t, batchnorm_forward, x)
    want = distance / np.sqrt(var + 1e-5)
    small = "The default of eps here is 1e-5, yours is 1e-8."
    named = _plain(t, batchnorm_forward, x, eps=1e-5)
    if np.shape(named) != want.shape or not np.allclose(named, want, rtol=1e-4, atol=1e-5):
        # It is not the default that is wrong.
        far = _plain(t, batchnorm_forward, x, eps=1.0)
        small = NO_EFFECT if np.array_equal(far, named) else ""
    t.close(
        "out",
        out,
        want,
        "Called without `eps`, on columns with a variance of about 1e-5, `out` is not what "
        "eps = 1e-5 gives.",
        "Look at the default in the `def` line, and at where eps is added.",
        mistakes=[
            *([(distance / np.sqrt(var + e), small) for e in (0.0, 1e-8)] if small else []),
            (distance / (np.sqrt(var) + 1e-5), "eps is added to the root; it belongs under it."),
            (distance / np.sqrt(var + 1e-3), "The default of eps here is 1e-5, yours is 1e-3."),
        ],
        rtol=1e-4,
        atol=1e-5,
    )


@batchnorm_forward.detail("a column of equal numbers gives beta", weight=2)
def constant_column_gives_beta(t: Trial, batchnorm_forward: Function) -> None:
    # A dead ReLU unit is such a column: it sends 0 for every example.
    n = t.either(5, 7)
    x = np.column_stack([t.rng.standard_normal(n), np.zeros(n), np.full(n, 0.3)])
    gamma, beta = np.array([2.0, 3.0, -2.0]), t.rng.uniform(1.0, 2.0, 3)
    out, _ = t.call(batchnorm_forward, x, gamma, beta, returns="out, cache")
    if not is_finite(out):
        raise Wrong(
            "A column of equal numbers, such as a dead ReLU unit's, gives nan or inf.",
            "Its variance is 0, and 0 / 0 is not a number: that is what eps is for.",
        )
    out = t.array("out", out, x.shape)
    t.require(np.ptp(out[:, 0]) > 0.1, "Column 0 of `x` varies, and that of `out` does not.")
    t.close(
        "out of constant columns",
        out[:, 1:],
        np.broadcast_to(beta[1:], (n, 2)),
        "A column of equal numbers has no distance to its mean: all that is left is beta.",
        atol=1e-6,
    )
    one, _ = t.call(batchnorm_forward, x[:1], gamma, beta, returns="out, cache")
    if is_finite(one):  # nan comes from N - 1, of which the first property tells
        t.close(
            "out",
            one,
            beta[None],
            "In a batch of one row every column is one number, its own mean: `out` must be beta.",
            "A batch of one needs no case of its own.",
            atol=1e-6,
        )


@batchnorm_forward.detail("adding a million to `x` changes nothing", weight=2)
def shift_changes_nothing(t: Trial, batchnorm_forward: Function) -> None:
    n, d = t.either((6, 3), (9, 4))
    far = 1e6 + t.rng.standard_normal((n, d))
    near = far - 1e6  # exact: the same digits, without the million
    want = want_varied(t, _plain(t, batchnorm_forward, near), (n, d))
    found = _plain(t, batchnorm_forward, far)
    t.close(
        "out",
        found,
        want,
        "`out` for `x` and for `x` + 1e6 differ by more than rounding. A shift of the batch "
        "must not matter.",
        CANCELLATION,
        atol=1e-7,
    )


@batchnorm_forward.guard("eps = 0 is like any other")
def forward_eps_of_zero(t: Trial, batchnorm_forward: Function) -> None:
    var = np.array([4e-5, 9e-6, 1e-5])  # beside these the default is no small number
    distance = np.sqrt(var) * spread_evenly(t, 6, 3)
    zero_counts(
        t,
        "eps",
        lambda eps: _plain(t, batchnorm_forward, distance, eps=eps),
        lambda eps: distance / np.sqrt(var + eps),
        other=3e-5,
        default=1e-5,
    )


any_form(batchnorm_forward, TALL, TALL[1:], TALL[1:], run=out_of)


CANCELLATION = (
    "The mean of x squared minus the square of the mean is a small difference of two numbers near "
    "1e12, each rounded to 16 digits. Square the distances to the mean instead."
)
