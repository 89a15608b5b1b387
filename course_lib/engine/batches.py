"""Minibatches: the examples in a new random order in every epoch, cut into pieces."""

from collections.abc import Iterator

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.rng import Rng, draw, stack_size


def own_data(x: Array) -> bool:
    """Tell whether each member brings its own ``x`` (E, N, D), or all share ``x`` (N, D)."""
    return x.ndim in (3, 5)


def row_axis(x: Array) -> int:
    """Return the axis of the examples: -2 for features (..., N, D), -4 for images."""
    return -2 if x.ndim < 4 else -4


def steps_per_epoch(n: int, batch_size: int) -> int:
    """Return the number of batches; a last batch of one row, which has no variance, is left out."""
    full, rest = divmod(n, batch_size)
    return max(1, full + (rest > 1))


def batches(
    x: Array, labels: Array, batch_size: int, epochs: int, rng: Rng
) -> Iterator[tuple[Array, Array]]:
    """Yield the batches of all epochs, drawn when they are needed.

    One Generator gives all members of a stack the same rows; E Generators give each its own order.
    """
    n = x.shape[row_axis(x)]
    for _ in range(epochs):
        order = draw(rng, lambda generator: generator.permutation(n))
        for step in range(steps_per_epoch(n, batch_size)):
            rows = order[..., step * batch_size : (step + 1) * batch_size]
            if own_data(x):
                members = np.arange(len(x))[:, None]
                yield x[members, rows], labels[members, rows]
            else:
                yield x[rows], labels[rows]


def expect_data(
    caller: str, x: Array, labels: Array, members: int | None, rng: Rng | None = None
) -> None:
    """Raise unless the data, the network's members and the Generators fit together."""
    for name, array in (("x", x), ("labels", labels)):
        if not isinstance(array, np.ndarray):
            raise TypeError(f"{caller}: {name} is a {type(array).__name__}, expected an array")
    if x.dtype.kind not in "fiu":
        raise TypeError(f"{caller}: x holds {x.dtype}, expected numbers")
    if not 2 <= x.ndim <= 5 or x.size == 0:
        raise ValueError(f"{caller}: x has shape {x.shape}, expected (N, D) or (N, C, H, W)")
    lead = x.shape[: 2 if own_data(x) else 1]
    if labels.shape[: len(lead)] != lead:
        raise ValueError(
            f"{caller}: x has shape {x.shape} and labels {labels.shape}, "
            "expected one label for each row of x"
        )
    sizes = {"x": x.shape[0]} if own_data(x) else {}
    size = None if rng is None else stack_size(rng)
    if size is not None:
        sizes["rng"] = size
    for name, count in sizes.items():
        if count != members:
            has = "is one net" if members is None else f"has {members} members"
            raise ValueError(f"{caller}: {name} is for {count} members, the network {has}")
