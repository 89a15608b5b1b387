"""Checks of notebook 08: max norm."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function

max_norm = Exercise("max_norm", functions=("max_norm",))


def _columns(t: Trial, lengths: list[float]) -> Array:
    """Return a matrix whose columns have random directions and these lengths."""
    rows = t.either(3, 4)  # fewer than columns
    w = t.rng.standard_normal((rows, len(lengths)))
    return np.stack([lengths[j] * c / np.sqrt(c @ c) for j, c in enumerate(w.T)], axis=1)


def _scaled(w: Array, factor: Any) -> Array:
    scaled: Array = w * factor
    return scaled


@max_norm.property("long columns get length c and keep their direction", weight=4)
def max_norm_long_columns(t: Trial, max_norm: Function) -> None:
    c = 2.0
    lengths = t.either([4.0, 3.0, 20.0, 8.0], [2.5, 6.0, 30.0, 4.0, 9.0])
    w = _columns(t, lengths)
    rows = np.sqrt((w**2).sum(axis=1, keepdims=True))
    whole = np.sqrt((w**2).sum())
    rows_long = "A column has as many entries as `w` has rows; there is one length for each column."
    back = t.call(max_norm, w, c, causes=[("broadcast", rows_long)])
    got = t.array("w", back, w.shape)
    shown = np.sqrt((np.asarray(got, dtype=float) ** 2).sum(axis=0))
    t.close(
        "w",
        got,
        _scaled(w, c / np.array(lengths)),
        f"With c = {c:g} the columns of `w` have lengths {', '.join(f'{v:g}' for v in lengths)}. "
        f"Each should come back as the same column with length {c:g}; yours have lengths "
        f"{', '.join(f'{v:.3g}' for v in shown)}.",
        "The length of a column is the root of the sum of its squares. Multiply the whole column "
        "by one number.",
        mistakes=[
            (w, "`w` came back as it was."),
            (_scaled(w, np.minimum(1, c / rows)), "You limited the rows; w (D, M) has M columns."),
            (_scaled(w, c / whole), "You limited the norm of the whole matrix."),
            (np.clip(w, -c, c), "You clipped entry by entry: the direction is lost."),
            (_scaled(w, 1 / np.array(lengths)), "Every column has length 1: where is c?"),
            (
                _scaled(w, c / np.array(lengths) ** 2),
                "You divided by the squared length; the root is missing.",
            ),
            (
                _scaled(w, np.sqrt(c / np.array(lengths))),
                "You compared c with the square of the length.",
            ),
            (
                _scaled(w, c / np.abs(w).sum(axis=0)),
                "You divided by the sum of absolute values: that is another norm.",
            ),
            (_scaled(w, c / np.abs(w).max(axis=0)), "You divided by the largest entry."),
        ],
        rtol=1e-5,
    )


@max_norm.property("short columns stay as they are, beside long ones", weight=4)
def max_norm_short_columns(t: Trial, max_norm: Function) -> None:
    c = 3.0
    lengths = np.array(t.either([1.0, 12.0, 2.9, 3.0, 0.1], [0.5, 9.0, 2.9, 12.0, 3.0]))
    w = _columns(t, list(lengths))
    w[:, lengths == c] = c * np.eye(len(w))[:, :1]  # to the last digit
    got = np.asarray(t.array("w", t.call(max_norm, w, c), w.shape), dtype=float)
    after = np.sqrt((got**2).sum(axis=0))
    t.require(
        np.all(after <= c * (1 + 1e-5)),
        f"With c = {c:g} a column of length {after.max():.3g} is left.",
        "Each column has its own length and its own factor.",
    )
    short = lengths < c + 1e-9
    factor = after[short] / lengths[short]
    cause = "Columns that are short enough have nothing to lose: their factor is 1."
    if np.allclose(after[short], c, rtol=1e-4):
        cause = "You stretched short columns to length c. Max norm is a limit, not a target."
    t.close(
        "short columns",
        got[:, short],
        w[:, short],
        f"Columns of length up to c = {c:g} must not change; yours were multiplied by "
        f"{', '.join(f'{v:.3g}' for v in factor)}.",
        cause,
        rtol=1e-5,
    )


@max_norm.guard("a column of zeros stays 0")
def max_norm_zero_column(t: Trial, max_norm: Function) -> None:
    w = _columns(t, [0.5, 5.0, 1.0])
    w[:, 0] = 0.0
    got = np.asarray(t.call(max_norm, w, 1.0))
    t.require(
        got.shape == w.shape and np.all(got[:, 0] == 0),
        "A column of zeros came back as something else.",
        "0 / 0 is nan: decide for each column whether it is too long before you divide.",
    )
    t.close("w", got[:, 1], w[:, 1] / 5.0, "The column beside it is wrong.", rtol=1e-5)


@max_norm.guard("one column, one row")
def max_norm_single_column(t: Trial, max_norm: Function) -> None:
    for w, want in (
        (np.array([[3.0], [-4.0]]), np.array([[1.5], [-2.0]])),
        (np.array([[5.0, -0.5, -10.0]]), np.array([[2.5, -0.5, -2.5]])),
    ):
        got = t.call(max_norm, w, 2.5)
        t.close("w", got, want, f"For `w` of shape {w.shape} the result is wrong.", rtol=1e-5)


def _at_most(t: Trial, max_norm: Function, w: Array) -> Any:
    return t.call(max_norm, w, 1.5)


any_form(max_norm, 2 * np.random.default_rng(0).standard_normal((4, 3)), run=_at_most)
