"""What the checks of notebook 03 share: batches whose statistics and gradients are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Mistake

# Coarse enough to overlook what eps = 1e-5 does: the property about eps comes later.
COARSE: dict[str, Any] = {"rtol": 1e-3, "atol": 1e-4}
NO_EFFECT = "`eps` has no effect: it is missing, or a number stands in its place."
HALF_OF_THE_POWER = (
    "Brackets around the exponent are missing: `a ** -1 / 2` is half of `a ** -1`, not the power "
    "-1/2."
)
# Shapes of a batch, visible; N and D differ, so that a wrong axis shows.
TALL, WIDE, ONE_COLUMN = (5, 3), (3, 5), (4, 1)
ONE_FOR_ALL = "One sum over all entries: each column has its own."


def spread_evenly(t: Trial, n: int, d: int) -> Array:
    """Return (n, d) with mean 0 and variance 1 in every column, in random order.

    The numbers are -(n - 1), -(n - 3), ..., n - 1 over the root of (n * n - 1) / 3, their variance
    over n. A batch made of them has a mean, a variance and an x_hat that are known beforehand.
    """
    steps = np.arange(1 - n, n, 2) / np.sqrt((n * n - 1) / 3)
    return np.column_stack([t.rng.permutation(steps) for _ in range(d)])


def spike(t: Trial, n: int) -> Array:
    """Return n numbers with mean 0 and variance 1: one large, the others small and equal."""
    return t.rng.permutation(np.r_[np.sqrt(n - 1), np.full(n - 1, -1 / np.sqrt(n - 1))])


def eps_mistakes(distance: Array, var: Array) -> list[Mistake]:
    """Return what wrong places of eps = 4 make of a ``distance`` over the root of ``var + eps``."""
    return [
        (distance / (np.sqrt(var) + 4.0), "eps is added to the root; it belongs under it."),
        (distance / np.sqrt(var + 1e-5), NO_EFFECT),
        (distance / np.sqrt(var), NO_EFFECT),
        (distance / np.sqrt(var + 8.0), "eps is added twice."),
        (distance / np.sqrt(var + 16.0), "eps is squared."),
        (distance / (var + 4.0), "The root is missing: you divided by the variance."),
    ]


def is_finite(value: Any) -> bool:
    """Tell whether ``value`` is free of nan and inf; what is no float array is not judged here."""
    floats = isinstance(value, np.ndarray) and value.dtype.kind == "f"
    return not floats or bool(np.isfinite(value).all())


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
