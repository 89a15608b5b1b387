"""Functions that checks hand to a student's function.

A function crosses into the sandbox by its name only, so each one lives here at the top of the
module. None of them calls a part of course_lib: the grader withholds those that students write.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


def sum_of_cubes(x: Array) -> float:
    """Return the sum of ``x**3`` for an ``x`` of any shape; its gradient is ``3 * x**2``."""
    return float(np.sum(x**3))


def sum_of_tanh(x: Array) -> float:
    """Return the sum of ``tanh(x)`` for an ``x`` of any shape."""
    return float(np.sum(np.tanh(x)))


def neighbour_products(x: Array) -> float:
    """Return ``x0 x1 + x1 x2 + ...`` for ``x`` (D,): linear in each entry alone."""
    return float(np.sum(x[:-1] * x[1:]))


def row_products(x: Array) -> float:
    """Return the sum over the rows of ``x`` (N, 2) of the product of the two entries."""
    return float(np.sum(np.prod(x, axis=1)))
