"""What every engine file asks of the arrays it gets, and the words in which it refuses them.

Shapes: a feature array is ``x`` (..., N, D) with the batch on axis -2; the leading axes are
independent members of a stack. An image array is ``x`` (..., N, C, H, W).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def expect_floats(caller: str, **arrays: Array) -> None:
    """Raise TypeError unless every named argument is an array of floating-point numbers."""
    for name, array in arrays.items():
        if not isinstance(array, np.ndarray):
            kind = type(array).__name__
            raise TypeError(f"{caller}: {name} is a {kind}, expected a NumPy array of floats")
        if array.dtype.kind != "f":
            raise TypeError(
                f"{caller}: {name} holds {array.dtype}, expected floats: {name}.astype(np.float64)"
            )


def expect_batch(caller: str, name: str, x: Array) -> None:
    """Raise unless ``x`` is a float array (..., N, D) with at least one row."""
    expect_floats(caller, **{name: x})
    if x.ndim < 2 or x.shape[-2] == 0:
        raise ValueError(
            f"{caller}: {name} has shape {x.shape}, expected (N, D) with N >= 1, or (..., N, D)"
        )


def expect_features(caller: str, x: Array, **vectors: Array) -> None:
    """Raise unless ``x`` is (..., N, D), or (N, D) for all, and every named vector (..., D)."""
    expect_batch(caller, "x", x)
    first = next(iter(vectors.values()))
    for name, vector in vectors.items():
        expect_floats(caller, **{name: vector})
        if vector.shape[-1:] != x.shape[-1:] or x.shape[:-2] not in ((), vector.shape[:-1]):
            raise ValueError(
                f"{caller}: {name} has shape {vector.shape}, "
                f"x {x.shape} needs {x.shape[:-2] + x.shape[-1:]}"
            )
        if vector.shape != first.shape:
            raise ValueError(
                f"{caller}: {name} has shape {vector.shape}, expected {first.shape} like the others"
            )


def expect_like(caller: str, dout: Array, shape: tuple[int, ...]) -> None:
    """Raise unless the gradient ``dout`` has the shape of the output it belongs to."""
    expect_floats(caller, dout=dout)
    if dout.shape != shape:
        raise ValueError(
            f"{caller}: dout has shape {dout.shape}, the output of the forward pass has {shape}"
        )


def expect_labels(caller: str, scores: Array, labels: Array) -> None:
    """Raise unless ``scores`` is (..., N, C) and ``labels`` integers 0 to C-1, (N,) or (..., N)."""
    expect_batch(caller, "scores", scores)
    if not isinstance(labels, np.ndarray) or labels.dtype.kind not in "iu":
        kind = labels.dtype if isinstance(labels, np.ndarray) else type(labels).__name__
        raise TypeError(f"{caller}: labels are {kind}, expected an array of integers (N,)")
    if labels.shape != scores.shape[-2:-1] and labels.shape != scores.shape[:-1]:
        raise ValueError(
            f"{caller}: labels have shape {labels.shape}, "
            f"scores {scores.shape} need one label for each row: {scores.shape[:-1]}"
        )
    if labels.min() < 0 or labels.max() >= scores.shape[-1]:
        raise ValueError(
            f"{caller}: labels run from {labels.min()} to {labels.max()}, "
            f"{scores.shape[-1]} classes need 0 to {scores.shape[-1] - 1}"
        )


def expect_positive(caller: str, **numbers: float) -> None:
    """Raise unless every named number is above zero."""
    for name, number in numbers.items():
        if not number > 0:  # true for nan as well
            raise ValueError(f"{caller}: {name} is {number}, expected a number above 0")


def per_member(caller: str, name: str, value: float | Array, like: Array) -> float | Array:
    """Return ``value`` as a factor of ``like``: one number, or one for each member of a stack.

    (E,) and (E, 1) become (E, 1, ..., 1). One number gets the dtype of ``like`` too: rounded like
    the others, and unable to promote the product to float64, which would halve its speed.
    """
    if np.ndim(value) == 0:
        number: float = like.dtype.type(value)
        return number
    factor = np.asarray(value, dtype=like.dtype)
    if factor.shape not in ((len(like),), (len(like), 1)) or like.ndim < 2:
        raise ValueError(
            f"{caller}: {name} has shape {factor.shape}, "
            "expected one number, or one for each member of a stack"
        )
    return factor.reshape((-1,) + (1,) * (like.ndim - 1))


def transpose(x: Array) -> Array:
    """Swap the last two axes: the matrix transpose of every member."""
    return x.swapaxes(-1, -2)
