"""Checks of notebook 02: what random weights have in common, whatever their distribution."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function

_TUPLE = (
    "The shape of a draw is one argument, a tuple of rows and columns. And mind the order of the "
    "arguments: `rng.normal` takes the mean, the std, and then the shape."
)


def call_for_draw(t: Trial, f: Function, *args: Any, returns: str) -> Any:
    """Return ``t.call(f, *args)``; a shape that NumPy takes for a dtype is explained."""
    return t.call(f, *args, returns=returns, causes=[("as a data type", _TUPLE)])


def require_matrix(t: Trial, got: Any, shape: tuple[int, int]) -> Array:
    """Return ``got`` after its shape was checked: the transposed one and a vector have a cause."""
    if isinstance(got, np.ndarray) and shape[0] != shape[1] and got.shape == shape[::-1]:
        t.require(
            False,
            f"`w` has shape {got.shape}, expected (fan_in, fan_out) = {shape}.",
            "The layer computes `x @ w`: one row of `w` for each input, one column for each unit.",
        )
    t.require(
        not isinstance(got, np.ndarray) or got.ndim == 2,
        f"`w` has shape {np.shape(got)}, expected {shape}.",
        _TUPLE,
    )
    return t.array("w", got, shape)


def require_independent(t: Trial, w: Array) -> None:
    """Fail when rows or columns of random numbers are repeated, or some were never drawn."""
    for axis, what in ((0, "columns"), (1, "rows")):
        empty = int((w == 0).all(axis=axis).sum())
        t.require(
            empty == 0,
            f"{empty} of the {what} of `w` hold nothing but 0.",
            "They were not drawn. If you fill an array in a loop, does it reach the last one?",
        )
        # The mean of n independent numbers has the std sigma / sqrt(n).
        ratio = w.mean(axis=axis).std() * w.shape[axis] ** 0.5 / w.std()
        t.require(
            0.5 < ratio < 1.6,
            f"The {what} of `w` are not independent: the spread of their means is {ratio:.2g} "
            "times the spread of independent numbers.",
            "Draw fan_in * fan_out numbers. A row or a column that is repeated makes all units "
            "compute the same, or all inputs count the same.",
        )


def require_from_rng(t: Trial, first: Array, again: Array, other: Array) -> None:
    """Fail unless equal seeds gave ``first`` and ``again``, and another seed gave ``other``."""
    t.require(
        np.array_equal(first, again),
        "Two generators with the same seed gave different weights.",
        "Draw from the argument `rng`. `np.random.randn` and a generator of your own ignore it, "
        "and then no experiment can be repeated.",
    )
    t.require(
        not np.array_equal(first, other),
        "Two generators with different seeds gave the same weights.",
        "A seed inside the function freezes the weights: each layer would start with the same "
        "numbers. Draw from the argument `rng`.",
    )
