"""Inputs that checks of several lessons draw, most of them with an answer known beforehand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.checking.trial import Trial
from course_lib.checking.types import Array


def fresh(t: Trial) -> np.random.Generator:
    """Return a Generator of its own for one call of a random function."""
    return np.random.default_rng(int(t.rng.integers(2**32)))


def four_draws(
    t: Trial, draw: Callable[[np.random.Generator], Array]
) -> tuple[Array, Array, Array, Array]:
    """Return ``draw(rng)`` four times: ``first, second, again, other``.

    The first two share a Generator, so they should differ; ``again`` has the seed of ``first``, so
    it should be the same; ``other`` has another seed.
    """
    seed = int(t.rng.integers(2**32))
    rng = np.random.default_rng(seed)
    first, second = draw(rng), draw(rng)
    again, other = (draw(np.random.default_rng(s)) for s in (seed, seed + 1))
    return first, second, again, other


def order(t: Trial, n: int) -> Array:
    """Return 0 to n - 1 as they come, in a random order when hidden: to shuffle a worksheet."""
    return t.rng.permutation(n) if t.hidden else np.arange(n)


def away_from_zero(t: Trial, *shape: int, low: float = 0.5, high: float = 2.0) -> Array:
    """Return random numbers of both signs whose sizes lie between ``low`` and ``high``.

    Where a result may hold zeros of its own, as after dropout, none of them comes from the input.
    """
    signs: Array = t.rng.choice([-1.0, 1.0], size=shape)
    return signs * t.rng.uniform(low, high, size=shape)


def every_size(t: Trial, shape: tuple[int, ...]) -> tuple[Array, Array]:
    """Return numbers from 1e-6 to 1e6, half of them negative, and which are positive (1 or 0)."""
    size = int(np.prod(shape))
    positive = t.rng.permutation(np.arange(size) % 2).astype(float).reshape(shape)
    powers = np.linspace(-5.8, 5.8, size) + t.rng.uniform(-0.2, 0.2, size)
    sizes = 10.0 ** t.rng.permutation(powers).reshape(shape)
    return np.where(positive == 1, sizes, -sizes), positive


def shared_seed(rng: np.random.Generator) -> int:
    """Return a seed that all properties of one check draw alike: what one trains serves all."""
    sequence: Any = rng.bit_generator.seed_seq
    return int(sequence.entropy[0] % 2**31)


def drawn_shape(rng: np.random.Generator) -> tuple[int, ...]:
    """Return a shape of two or three axes, no two of them equally long.

    All properties of one check draw the same, so that a function which remembers numbers by their
    shape finds them again whatever the seed is.
    """
    rng = np.random.default_rng(shared_seed(rng))
    return tuple(rng.permutation([2, 3, 4])[: rng.integers(2, 4)].tolist())


def drawn_numbers(rng: np.random.Generator, *bounds: tuple[float, float]) -> Array:
    """Return one number of either sign for each of the ``bounds`` of its size."""
    low, high = np.transpose(bounds)
    drawn: Array = rng.choice([-1.0, 1.0], len(bounds)) * rng.uniform(low, high)
    return drawn


def spread_evenly(t: Trial, n: int, d: int) -> Array:
    """Return (n, d) with mean 0 and variance 1 in every column, in random order.

    The numbers are -(n - 1), -(n - 3), ..., n - 1 over the root of (n * n - 1) / 3, their variance
    over n. A batch made of them has a mean, a variance and an x_hat that are known beforehand.
    """
    steps = np.arange(1 - n, n, 2) / np.sqrt((n * n - 1) / 3)
    return np.column_stack([t.rng.permutation(steps) for _ in range(d)])


def random_axes(t: Trial, n: int, d: int | None = None) -> Array:
    """Return (n, d), by default (n, n), whose columns are orthonormal; d is at most n."""
    axes: Array = np.linalg.qr(t.rng.standard_normal((n, d or n)))[0]
    return axes
