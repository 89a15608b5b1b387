"""Check of notebook 01: the mean and the standard deviation of every column."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.known import OVER_ONE_LESS
from course_lib.checking.probes import any_form
from course_lib.checking.results import is_finite, numbers
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function

standardize_fit = Exercise("standardize_fit", functions=("standardize_fit",))
standardize_fit.in_order("standardize_fit", "mean, std")


@standardize_fit.known(OVER_ONE_LESS, "standardize_fit")
def fit_over_one_less(standardize_fit: Function) -> Function:
    def mended(x: Array) -> Any:
        mean, std = standardize_fit(x)
        factor = np.sqrt((len(x) - 1) / len(x))
        constant = np.where(np.isnan(std), 1.0, std)  # 0 / 0 of a single row
        return mean, np.where(np.ptp(x, axis=0) == 0, constant, std * factor)

    return mended


@standardize_fit.known(
    "A small number was added to `std`. A constant column gets 1: no other can be divided by 0.",
    "standardize_fit",
)
def fit_plus_a_little(standardize_fit: Function) -> Function:
    def mended(x: Array) -> Any:
        mean, std = standardize_fit(x)
        over = std - x.std(axis=0)
        varied = (np.ptp(x, axis=0) != 0) & (over > 0) & (over < 1e-4)
        return mean, np.where(varied, std - over, std)

    return mended


_ONE_ANSWER = (
    "`std` holds one number for each column, so a question about it has D answers, and `if`, `or`, "
    "`max` want one. A comparison of a whole array gives an array of True and False, which can "
    "choose entries."
)


def _fit(t: Trial, f: Function, x: Array, part: str) -> Any:
    """Return the student's "mean" or "std" of ``x``, if it does not belong to the rows."""
    causes = [("truth value of an array", _ONE_ANSWER)]
    value = t.call(f, x, returns="mean, std", causes=causes)[part == "std"]
    n, d = x.shape
    t.require(
        n == d or np.shape(value) != (n,),
        f"`{part}` has shape ({n},) for an `x` of shape ({n}, {d}), expected ({d},).",
        "You went along each row. A row is one example; a column is one feature, and every "
        "feature has its own mean and std.",
    )
    return value


@standardize_fit.property("the mean of every column", weight=2, of="mean")
def fit_column_means(t: Trial, standardize_fit: Function) -> None:
    scale = np.array(t.draw([1.0, 1.0], lambda rng: rng.uniform(0.3, 3, 2).tolist()))
    x = scale * np.array([[1.0, 10.0], [2.0, 10.0], [2.0, 10.0], [7.0, 50.0]])
    mean = _fit(t, standardize_fit, x, "mean")
    want = scale * np.array([3.0, 20.0])
    column = x[:, 0]
    t.worked(a_column=column, its_sum=column.sum(), number_of_rows=len(x), its_mean=want[0])
    t.close(
        "mean",
        mean,
        want,
        f"The columns ({numbers(x[:, 0])}) and ({numbers(x[:, 1])}) have the means {want[0]:g} and "
        f"{want[1]:g}.",
        mistakes=[
            (np.full(2, x.mean()), "This is one mean of all entries. Every feature has its own."),
            (np.median(x, axis=0), "This is the median."),
            (x.sum(axis=0), "This is the sum of the columns, not yet their mean."),
        ],
    )


@standardize_fit.property("the standard deviation of every column", weight=4, of="std")
def fit_column_stds(t: Trial, standardize_fit: Function) -> None:
    scale = np.array(t.draw([1.0, 1.0], lambda rng: rng.uniform(0.3, 3, 2).tolist()))
    x = scale * np.array([[1.0, 10.0], [3.0, 10.0], [3.0, 30.0], [9.0, 40.0]])
    deviations = x - x.mean(axis=0)
    std = _fit(t, standardize_fit, x, "std")
    want = scale * np.sqrt([9.0, 168.75])
    t.worked(
        a_column=x[:, 0],
        its_mean=x[:, 0].mean(),
        deviations=deviations[:, 0],
        squares=deviations[:, 0] ** 2,
        mean_of_the_squares=want[0] ** 2,
        its_root=want[0],
    )
    t.close(
        "std",
        std,
        want,
        f"The column ({numbers(x[:, 0])}) deviates from its mean by {numbers(deviations[:, 0])}: "
        f"the mean of the squares is {want[0] ** 2:g}, its root is {want[0]:.4g}.",
        mistakes=[
            (want**2, "This is the variance. The standard deviation is its square root."),
            (want**2 * 4 / 3, "This is the variance, and it divides by N - 1."),
            (np.full(2, x.std()), "This is one std of all entries. Every feature has its own."),
            (np.sqrt(np.mean(x**2, axis=0)), "The mean must be subtracted before you square."),
            (np.mean(np.abs(deviations), axis=0), "This is the mean absolute deviation."),
            (
                np.sqrt(np.mean((x - np.median(x, axis=0)) ** 2, axis=0)),
                "The distances were taken to the median. They are taken to the mean.",
            ),
            (np.sqrt(np.sum(deviations**2, axis=0)), "The sum of squares is not divided by N."),
            (x.max(axis=0) - x.min(axis=0), "This is the range of the column."),
        ],
    )  # fmt: skip


@standardize_fit.detail("tables of other shapes", weight=2, of="std")
def fit_other_shapes(t: Trial, standardize_fit: Function) -> None:
    for n, d in t.draw([(5, 7), (4, 4)], _wide_or_tall_and_square):
        x = t.rng.uniform(-20, 20, (n, d)) * np.arange(1, d + 1) + 5
        mean = t.array("mean", _fit(t, standardize_fit, x, "mean"), (d,))
        std = t.array("std", _fit(t, standardize_fit, x, "std"), (d,))
        with np.errstate(all="ignore"):
            z = (x - mean) / std
        good = np.allclose(z.mean(axis=0), 0, atol=1e-4) and np.allclose(
            (z**2).mean(axis=0), 1, rtol=1e-4
        )
        t.require(
            good,
            f"For an `x` of shape ({n}, {d}) the columns of (x - mean) / std do not have mean 0 "
            "and std 1.",
            "A square table hides a wrong axis: its shape fits both ways. Is every number taken "
            "over the rows, axis 0?",
        )


@standardize_fit.detail("a constant column has std 1", weight=2, of="std")
def fit_constant_column(t: Trial, standardize_fit: Function) -> None:
    level = t.draw(3.0, lambda rng: float(rng.integers(1, 4096)) / 8)
    half = t.draw(2.0, lambda rng: float(rng.integers(9, 4096)) / 8)
    low, high = 1.0, 1.0 + 2 * half
    x = np.array([[level, 0.0, low], [level, 0.0, high], [level, 0.0, low], [level, 0.0, high]])
    std = _fit(t, standardize_fit, x, "std")
    t.require(
        np.shape(std) != (),
        "For a table with two constant columns and a third that varies, `std` is a single number.",
        "A constant column was seen, and the whole `std` was replaced. Replace its entry only.",
    )
    t.close(
        "std",
        std,
        np.array([1.0, 1.0, half]),
        f"Two columns are constant and the third is 1, {high:g}, 1, {high:g}: the std must be 1, "
        f"1, {half:g}." + _yours(std, 3),
        "A constant column has std 0, and standardizing would divide 0 by 0. With 1 instead, "
        "the column becomes 0 everywhere. Only the constant columns are replaced.",
        mistakes=[
            (np.array([1.0, 0.0, half]), "A column of zeros is constant too."),
            (np.array([0.0, 1.0, half]), "A column is constant when its values are equal, "
             "whatever they are."),
            (np.ones(3), "The third column varies: its std must stay."),
        ],
    )  # fmt: skip
    mean, std = t.call(standardize_fit, x[1:2], returns="mean, std")
    t.close("mean", mean, x[1], "The mean of a table with a single row is that row.")
    if isinstance(std, np.ndarray) and std.dtype.kind in "iu":
        std = std.astype(float)  # An array made of the number 1 alone holds integers.
    t.close("std", std, np.ones(3), "In a table with a single row every column is constant.")
    left = t.call(standardize_fit, np.full((3, 2), 0.1), returns="mean, std")[1]
    if np.shape(left) == (2,) and left[0] != 1.0:
        t.note(
            f"For a column of three times 0.1 your std is {left[0]:.1e}, a rounding error of the "
            "mean: no marks lost. A column is constant when its maximum equals its minimum."
        )


@standardize_fit.detail("a small std is kept", weight=1, of="std")
def fit_small_std(t: Trial, standardize_fit: Function) -> None:
    small = t.draw(1e-4, lambda rng: rng.uniform(1e-4, 3e-4))
    x = np.array([[small, 1.0], [-small, 5.0], [small, 1.0], [-small, 5.0]])
    std = _fit(t, standardize_fit, x, "std")
    t.close(
        "std",
        std,
        np.array([small, 2.0]),
        f"The column {small:g}, {-small:g}, {small:g}, {-small:g} has std {small:g}.",
        "A small std is no reason to change it: the unit of the feature may be large. Only a "
        "constant column gets 1, and nothing needs to be added to the others.",
        atol=1e-12,
    )


@standardize_fit.detail("a column far from zero", weight=1, of="std")
def fit_far_column(t: Trial, standardize_fit: Function) -> None:
    # Random deviations: whole numbers would not show lost digits.
    far = t.draw(1e7, lambda rng: float(rng.integers(7, 10) * 1e6))
    u, v = t.rng.uniform(1, 4, (2, 3))
    x = far + np.array([u, -u, v, -v, u, -v, v, -u])
    want = np.sqrt((u**2 + v**2) / 2)
    std = _fit(t, standardize_fit, x, "std")
    cause = (
        "The mean of the squares minus the square of the mean: two huge numbers whose leading "
        "digits cancel. Subtract the mean first, then square."
    )
    t.require(is_finite(std), f"For a column near {far:g} your std holds nan or inf.", cause)
    t.close(
        "std",
        std,
        want,
        f"Adding {far:g} to a column must not change its std, {numbers(want)}." + _yours(std, 3),
        cause,
    )


def _wide_or_tall_and_square(rng: np.random.Generator) -> list[tuple[int, int]]:
    n, d, square = rng.integers((4, 3, 3), (10, 8, 6)).tolist()
    return [(n, d + (n == d)), (square, square)]


def _yours(value: Any, count: int) -> str:
    """Return the student's numbers for a sentence, if they are ``count`` numbers."""
    fits = isinstance(value, np.ndarray) and value.dtype.kind in "fiu" and value.shape == (count,)
    return f" Yours: {numbers(value)}." if fits else ""


any_form(standardize_fit, (5, 3))
