"""Numerical gradients: the referee for every backward pass.

A central difference has an error of order h**2, and float64 loses about 1e-16 / h to cancellation:
h = 1e-5 leaves some 1e-10. In float32 the same h leaves 1e-2, so these functions insist on float64.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.engine.arrays import Array, expect_floats, expect_positive


def numerical_gradient(f: Callable[[Array], Any], x: Array, h: float = 1e-5) -> Array:
    """Return the gradient of the scalar ``f(x)`` by central differences, in the shape of ``x``.

    ``x`` is a float64 array of any shape and stays unchanged; ``f`` gets a changed copy.
    """
    expect_floats("numerical_gradient", x=x)
    expect_positive("numerical_gradient", h=h)
    if x.dtype != np.float64:
        raise TypeError(f"numerical_gradient: x is {x.dtype}, a difference quotient needs float64")
    point = x.copy()
    gradient = np.zeros_like(point)
    for index in np.ndindex(x.shape):
        point[index] = x[index] + h
        above = _scalar(f(point))
        point[index] = x[index] - h
        below = _scalar(f(point))
        point[index] = x[index]
        gradient[index] = (above - below) / (2 * h)
    return gradient


def relative_error(a: Array, b: Array) -> float:
    """Return the largest ``|a - b| / max(1e-8, |a| + |b|)``; below 1e-7 the two agree.

    Raises ValueError for arrays of different shapes: broadcasting would hide the mistake.
    """
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError(
            f"relative_error: shapes {a.shape} and {b.shape} differ, expected equal ones"
        )
    scale = np.maximum(1e-8, np.abs(a) + np.abs(b))
    return float(np.max(np.abs(a - b) / scale, initial=0.0))


def gradient_errors(
    forward: Callable[..., tuple[Array, Any]],
    backward: Callable[[Array, Any], Array | tuple[Array, ...]],
    arrays: tuple[Array, ...],
    rng: np.random.Generator,
) -> list[float]:
    """Compare a backward pass with numerical gradients; return one relative error for each array.

    ``forward(*arrays)`` returns ``out, cache``; the scalar that is differentiated is the sum of
    ``out * dout`` for a random ``dout``, so that every element of ``out`` counts and none cancels.
    """
    out, cache = forward(*arrays)
    dout = rng.standard_normal(out.shape)
    gradients = backward(dout, cache)
    if not isinstance(gradients, tuple):
        gradients = (gradients,)
    if len(gradients) != len(arrays):
        raise ValueError(
            f"gradient_errors: backward returned {len(gradients)} gradients, "
            f"expected one for each of the {len(arrays)} arrays"
        )

    def error(position: int, gradient: Array) -> float:
        def scalar(array: Array) -> float:
            changed = (*arrays[:position], array, *arrays[position + 1 :])
            return float((forward(*changed)[0] * dout).sum())

        return relative_error(gradient, numerical_gradient(scalar, arrays[position]))

    return [error(position, gradient) for position, gradient in enumerate(gradients)]


def _scalar(value: Any) -> float:
    if np.size(value) != 1:
        raise ValueError(
            f"numerical_gradient: f returned shape {np.shape(value)}, expected one number"
        )
    return float(np.asarray(value).reshape(()))
