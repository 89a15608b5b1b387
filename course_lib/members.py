"""A student's own functions inside a network: called for each member, and what they return checked.

The functions of the notebooks are written for one net: ``x`` (N, D). Here a stack's members take
turns, and a wrong shape is reported by the name of the function that returned it.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course_lib.arrays import Array

Function = Callable[..., Any]


def split(members: int | None, array: Array, ndim: int) -> Sequence[Array]:
    """Return each member's part of an array that has ``ndim`` axes for one net.

    An array without a member axis belongs to all members.
    """
    if array.ndim == ndim:
        return [array] * (members or 1)
    return list(array)


def results(caller: str, value: Any, count: int) -> tuple[Any, ...]:
    """Return what a student's function returned, if it is a tuple of ``count`` things."""
    if not isinstance(value, tuple | list) or len(value) != count:
        got = f"{len(value)} values" if isinstance(value, tuple | list) else type(value).__name__
        raise ValueError(f"{caller}: returned {got}, it wants a tuple of {count}")
    return tuple(value)


def want_result(caller: str, name: str, value: Any, shape: tuple[int, ...]) -> Array:
    """Return ``value`` if it is an array of this shape; name the function and the shape if not."""
    if not isinstance(value, np.ndarray) or value.shape != shape:
        got = f"shape {value.shape}" if isinstance(value, np.ndarray) else type(value).__name__
        raise ValueError(f"{caller}: {name} has {got}, it wants shape {shape}")
    return value


def join(members: int | None, values: Sequence[Array]) -> Array:
    """Put the members' results together again; one net's result stays as it is."""
    return values[0] if members is None else np.stack(values)
