"""What the checks of notebook 03 share: batches whose statistics and gradients are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Mistake

# Coarse enough to overlook what eps = 1e-5 does: the property about eps comes later.
COARSE: dict[str, Any] = {"rtol": 1e-3, "atol": 1e-4}
BY_THE_VARIANCE = "You divided by the variance, not by its root."
NO_EFFECT = "`eps` has no effect: it is missing, or a number stands in its place."
HALF_OF_THE_POWER = (
    "Brackets around the exponent are missing: `a ** -1 / 2` is half of `a ** -1`, not the power "
    "-1/2."
)
# Shapes of a batch, visible; N and D differ, so that a wrong axis shows.
TALL, WIDE, ONE_COLUMN = (5, 3), (3, 5), (4, 1)
CAME_BACK = "`x` came back as it went in."
ONE_FOR_ALL = "One sum over all entries: each column has its own."


def spike(t: Trial, n: int) -> Array:
    """Return n numbers with mean 0 and variance 1: one large, the others small and equal."""
    return t.rng.permutation(np.r_[np.sqrt(n - 1), np.full(n - 1, -1 / np.sqrt(n - 1))])


def eps_mistakes(distance: Array, var: Array) -> list[Mistake]:
    """Return what wrong places of eps = 4 make of a ``distance`` over the root of ``var + eps``."""
    return [
        (distance / (np.sqrt(var) + 4.0), "eps is added to the root; it belongs under it."),
        (distance / np.sqrt(var + 1e-5), NO_EFFECT),
        (distance / np.sqrt(var), NO_EFFECT),
        (
            distance / np.sqrt(np.maximum(var, 4.0)),
            "The larger of the variance and eps is taken, not their sum.",
        ),
        (distance / np.sqrt(var + 8.0), "eps is added twice."),
        (distance / np.sqrt(var + 16.0), "eps is squared."),
        (distance / (var + 4.0), BY_THE_VARIANCE),
    ]


def whole_roots(t: Trial) -> tuple[Array, Array]:
    """Return variances, one of them below 4, and the roots of them plus 4, as of 5 + 4 = 9."""
    var = np.array(t.either([5.0, 12.0, 2.25], [12.0, 2.25]))
    return var, np.array(t.either([3.0, 4.0, 2.5], [4.0, 2.5]))


def unlike_columns(t: Trial) -> tuple[Array, Array]:
    """Return the mean and the standard deviation of columns that differ much."""
    mean = np.array(t.either([3.0, -20.0, 0.5, 8.0], [-1.0, 40.0, 2.5]))
    return mean, np.array(t.either([2.0, 7.0, 0.5, 30.0], [3.0, 0.7, 12.0]))


def gammas(t: Trial, d: int) -> Array:
    """Return d numbers of alternating signs, none of them near 0 or 1."""
    return t.rng.uniform(1.5, 3.0, d) * np.where(np.arange(d) % 2, 1.0, -1.0)


def want_varied(t: Trial, out: Any, shape: tuple[int, int]) -> Array:
    """Return the output for gamma 1 and beta 0; fail when it is the same number everywhere."""
    plain = t.array("out", out, shape)
    t.require(
        np.ptp(plain) > 1e-6,
        "With gamma 1 and beta 0 all entries of `out` are equal, although the rows differ.",
    )
    return plain


def want_scaled(
    t: Trial,
    out: Any,
    plain: Array,
    gamma: Array,
    beta: Array,
    unused: str = "gamma and beta have no effect.",
    mistakes: Sequence[Mistake] = (),
) -> None:
    """Fail unless ``out`` is gamma times ``plain``, the output for gamma 1 and beta 0, plus beta.

    ``unused`` is what a function is told that uses neither.
    """
    t.close(
        "out",
        out,
        gamma * plain + beta,
        "`out` with gamma and beta must be gamma times `out` with gamma 1 and beta 0, plus beta. "
        "Yours is not.",
        "gamma and beta act on x_hat, when everything else is done, each on its own column.",
        mistakes=[
            (plain, unused),
            (gamma * plain, "beta has no effect."),
            (plain + beta, "gamma has no effect."),
            (gamma * (plain + beta), "beta is added after the scaling, not before."),
            (plain / gamma + beta, "gamma multiplies, it does not divide."),
            *mistakes,
        ],
    )


@dataclass(frozen=True)
class Batch:
    """A batch in the middle of a backward pass, and the gradients that reached it."""

    x: Array
    dx_hat: Array
    mean: Array
    var: Array
    eps: float

    @property
    def inv_std(self) -> Array:
        return np.asarray((self.var + self.eps) ** -0.5)

    @property
    def dvar(self) -> Array:
        """Return the gradient with respect to the variance: what a right earlier step gives."""
        products = self.dx_hat * (self.x - self.mean)
        return np.asarray(-0.5 * products.sum(axis=0) * self.inv_std**3)

    @property
    def dmean(self) -> Array:
        return np.asarray(-self.dx_hat.sum(axis=0) * self.inv_std)

    def paths(self) -> tuple[Array, Array, Array]:
        """Return what reaches ``x`` directly, by way of the variance, and of the mean."""
        n = len(self.x)
        direct = self.dx_hat * self.inv_std
        through_var = self.dvar * 2 * (self.x - self.mean) / n
        return direct, through_var, np.broadcast_to(self.dmean / n, self.x.shape)


def make_batch(t: Trial, eps: float, shape: tuple[int, int] = TALL) -> Batch:
    """Return a random batch of one of the shapes above; a hidden one is larger."""
    n, d = shape
    n, d = t.either((n, d), (n + 2, d + (d > 1)))
    x = t.rng.uniform(0.8, 2.0, d) * t.rng.standard_normal((n, d)) + t.rng.uniform(-2, 2, d)
    # A mean away from 0 in every column keeps sums and means of dx_hat apart from 0.
    dx_hat = t.rng.standard_normal((n, d)) + 1.0
    return Batch(x, dx_hat, x.mean(axis=0), x.var(axis=0), eps)


def mended_over_one_less(forward: Function, axis: int) -> Function:
    """Return a forward pass that divides by N - 1 as if it divided by N; ``axis`` holds the N."""

    def mended(x: Array, gamma: Array, beta: Array, **options: float) -> Any:
        # What is not given stays so: a wrong default is no N - 1.
        out, cache = forward(x, gamma, beta, **options)
        eps = options.get("eps", 1e-5)
        n, var = x.shape[axis], x.var(axis=axis, keepdims=True)
        if n == 1:  # there is nothing to divide by
            return out, cache
        with np.errstate(all="ignore"):
            factor = np.sqrt((var * n / (n - 1) + eps) / (var + eps))
        return beta + (out - beta) * factor, cache

    return mended
