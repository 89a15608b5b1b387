"""Functions that checks hand to a student's function.

A function crosses into the sandbox by its name only, so each one lives here at the top of the
module. None of them calls a part of course_lib: the grader withholds those that students write,
and the rest of this folder.
"""

from __future__ import annotations

import numpy as np

from course_lib.engine.arrays import Array


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


def two_faced_probabilities(x: Array, rng: np.random.Generator) -> Array:
    """Return probabilities (N, D + 1) for ``x`` (N, D).

    They are the softmax of ``x`` or of ``-3 x``, as a coin from ``rng`` says; the last logit is 0.
    """
    z = x if rng.random() < 0.5 else -3.0 * x
    z = np.concatenate([z, np.zeros((len(z), 1))], axis=1)
    e: Array = np.exp(z - z.max(axis=1, keepdims=True))
    probs: Array = e / e.sum(axis=1, keepdims=True)
    return probs


def half_squares(w: Array) -> Array:
    """Return a gradient for ``w`` (P,) whose curvatures are the entries of ``w + 1``."""
    found: Array = (np.asarray(w, dtype=float) + 1) ** 2 / 2
    return found


def turned_half_squares(w: Array) -> Array:
    """Return a gradient whose curvatures at ``w`` (P,) are the entries of ``mirrored(w) + 1``."""
    return mirrored(half_squares(mirrored(w)))


def steep_half_squares(w: Array) -> Array:
    """Return a gradient whose curvatures are 4000 times those, so that they change quickly."""
    away = mirrored(np.asarray(w, dtype=float)) + 1
    return mirrored(2000 * away**2 + away**3 / 3)


def mirrored(w: Array) -> Array:
    """Return the mirror image of ``w`` (P,) in the plane across the diagonal: twice is once."""
    found: Array = w - 2 * np.mean(w)
    return found


def told_batch(w: Array, x: Array, labels: Array) -> tuple[float, Array]:
    """Return a loss and a gradient for ``w`` (P,) that tell which rows came, and where it stood.

    ``x`` (N, 1) holds powers of 4 and ``labels`` (N,) their exponents. The loss is the sum of ``x``
    and a half where every label is that of its row; a hundredth of the sum of ``w`` is in the
    gradient too.
    """
    paired = bool(np.all(4.0 ** np.asarray(labels) == np.ravel(x)))
    loss = float(np.sum(x)) + 0.5 * paired
    return loss, np.full(np.shape(w), loss + 0.01 * float(np.sum(w)))


def one_entry_a_step(w: Array, dw: Array, state: int | None, lr: float) -> tuple[Array, int]:
    """Return ``w`` (P,) after a step in one entry, the next at every call, and the count of calls.

    In the end each entry tells of one step.
    """
    count = 0 if state is None else state
    moved = np.array(w, dtype=float)
    moved[count % len(moved)] -= lr * dw[count % len(moved)]
    return moved, count + 1
