"""Checks of notebook 01: standardizing, and the way back."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.known import OVER_ONE_LESS
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
    x = scale * np.array([[1.0, 10.0], [3.0, 10.0], [5.0, 30.0], [7.0, 40.0]])
    deviations = x - x.mean(axis=0)
    std = _fit(t, standardize_fit, x, "std")
    want = scale * np.sqrt([5.0, 168.75])
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


_A_LITTLE = (
    "A small number was added to `std`. A constant column has std 1 already: nothing can be "
    "divided by zero here."
)

standardize = Exercise("standardize", functions=("standardize",))


@standardize.known(_A_LITTLE, "standardize")
def standardize_plus_a_little(standardize: Function) -> Function:
    return lambda x, mean, std: _less_a_little(standardize(x, mean, std), (x - mean) / std, std)


@standardize.property("a table worked by hand", weight=4)
def standardize_by_hand(t: Trial, standardize: Function) -> None:
    want = np.array([[-0.5, -1.0], [1.0, 1.0], [0.25, 4.0]])
    want = want * t.draw(1.0, lambda rng: rng.uniform(0.8, 1.5))
    mean = np.array([60.0, 0.5]) * t.draw(1.0, lambda rng: rng.uniform(0.6, 1.5))
    std = np.array([20.0, 0.25]) * t.draw(1.0, lambda rng: rng.uniform(0.6, 1.5))
    x = mean + want * std
    with np.errstate(all="ignore"):
        own = (x - x.mean(axis=0)) / x.std(axis=0)
        low, high = x.min(axis=0), x.max(axis=0)
        mistakes = [
            (x - mean, "The mean is gone, but nothing was divided by std."),
            (x / std, "Divided by std, but the mean was not subtracted."),
            (x / std - mean, "The mean must be subtracted before the division."),
            (x - mean / std, "The mean must be subtracted before the division: set brackets."),
            ((x - mean) * std, "You multiplied by std."),
            ((x + mean) / std, "The mean was added."),
            ((mean - x) / std, "The sign is flipped: x minus mean."),
            ((x - mean) / std**2, "You divided by the variance."),
            ((x - mean) / np.sqrt(std), "`std` is a standard deviation already: no root."),
            ((x - std) / mean, "Mean and std are swapped."),
            (own, "You used the mean and std of this `x`. The function gets them from its caller, "
             "who took them from the training set."),
            ((x - x.mean(axis=0)) / std, "You subtracted the mean of this `x` instead of `mean`."),
            ((x - mean) / x.std(axis=0), "You divided by the std of this `x` instead of `std`."),
            ((x - low) / (high - low), "This scales to the range 0 to 1, with the range of "
             "this `x`."),
            ((x - mean.mean()) / std.mean(), "Every feature has its own mean and std."),
        ]  # fmt: skip
    first = want[0]
    t.close(
        "z",
        t.call(standardize, x, mean, std, returns="z"),
        want,
        f"With mean ({numbers(mean)}) and std ({numbers(std)}) the row ({numbers(x[0])}) becomes "
        f"({numbers(first)}).",
        "In words: how many std does an entry lie above its mean?",
        mistakes,
    )


@standardize.property("new rows are measured with the given mean and std", weight=3)
def standardize_new_rows(t: Trial, standardize: Function) -> None:
    d = t.draw(3, lambda rng: int(rng.integers(3, 8)))
    mean, std = t.rng.uniform(-9, 9, d), t.rng.uniform(0.5, 4, d)
    z = t.rng.uniform(1, 3, (1, d))
    got = t.array("z", t.call(standardize, mean + z * std, mean, std, returns="z"), (1, d))
    t.close(
        "z",
        got,
        z,
        "A single row that lies 1 to 3 std above the given mean came out as "
        f"({numbers(got[0])}), expected ({numbers(z[0])}).",
        "At test time rows come one at a time. Nothing can be learned from one row: use only "
        "the `mean` and `std` that are given.",
    )


@standardize.detail("tables of other shapes", weight=2)
def standardize_other_shapes(t: Trial, standardize: Function) -> None:
    for n, d in t.draw([(3, 8), (5, 5), (7, 1)], _three_shapes):
        mean, std = t.rng.uniform(-50, 50, d), t.rng.uniform(0.2, 30, d)
        z = t.rng.uniform(-3, 3, (n, d))
        t.close(
            "z",
            t.call(standardize, mean + z * std, mean, std, returns="z"),
            z,
            f"For an `x` of shape ({n}, {d}) the result is wrong.",
            "Each entry wants the mean and std of its own column. A square table hides a wrong "
            "axis.",
        )


unstandardize = Exercise("unstandardize", functions=("unstandardize",))


@unstandardize.known(_A_LITTLE, "unstandardize")
def unstandardize_plus_a_little(unstandardize: Function) -> Function:
    def mended(z: Array, mean: Array, std: Array) -> Any:
        x = unstandardize(z, mean, std)
        scaled = (x - mean) / z
        return mean + z * std if _is_one_step(scaled - std) else x

    return mended


@unstandardize.property("a table worked by hand", weight=4)
def unstandardize_by_hand(t: Trial, unstandardize: Function) -> None:
    z = np.array([[-0.5, -1.0], [1.0, 2.0], [0.25, 4.0]])
    mean, std = np.array([60.0, 0.5]), np.array([20.0, 0.25])
    mean, std = t.draw((mean, std), lambda rng: _scaled(rng, mean, std))
    want = mean + z * std
    mistakes = [
        (z * std, "The mean was not added."),
        (z + mean, "Nothing was multiplied by std."),
        ((z + mean) * std, "The mean is added last: undo the steps in reverse order."),
        (z * std - mean, "The mean was subtracted, not added."),
        (z / std + mean, "Standardizing divides by std; the way back multiplies."),
        (z * std**2 + mean, "You multiplied by the variance."),
        (z * np.sqrt(std) + mean, "`std` is a standard deviation already: no root."),
        ((z - mean) / std, "This standardizes once more."),
        (z * mean + std, "Mean and std are swapped."),
        (z * z.std(axis=0) + z.mean(axis=0), "You used the mean and std of `z`, not those given."),
        (z * std.mean() + mean.mean(), "Every column has its own mean and std."),
        (mean - z * std, "The sign of `z` is flipped."),
    ]
    t.close(
        "x",
        t.call(unstandardize, z, mean, std, returns="x"),
        want,
        f"With mean ({numbers(mean)}) and std ({numbers(std)}) the row ({numbers(z[0])}) is "
        f"({numbers(want[0])}) in the old units.",
        "z counts std above the mean.",
        mistakes,
    )


@unstandardize.detail("a single row", weight=2)
def unstandardize_single_row(t: Trial, unstandardize: Function) -> None:
    z = np.array([[2.0, -1.0]])
    mean, std = np.array([900.0, -3.0]), np.array([50.0, 2.0])
    mean, std = t.draw((mean, std), lambda rng: _scaled(rng, mean, std))
    want = mean + z * std
    t.close(
        "x",
        t.call(unstandardize, z, mean, std, returns="x"),
        want,
        f"With mean ({numbers(mean)}) and std ({numbers(std)}) the single row (2, -1) is "
        f"({numbers(want[0])}).",
        "Use only the `mean` and `std` that are given.",
    )


@unstandardize.detail("back where it came from", weight=2)
def unstandardize_goes_back(t: Trial, unstandardize: Function) -> None:
    for n, d in t.draw([(3, 1), (5, 5), (2, 6)], _three_shapes):
        x = t.rng.uniform(-80, 80, (n, d))
        mean, std = t.rng.uniform(-50, 50, d), t.rng.uniform(0.2, 30, d)
        t.close(
            "x",
            t.call(unstandardize, (x - mean) / std, mean, std, returns="x"),
            x,
            f"A standardized table of shape ({n}, {d}) does not come back as it was.",
            "Each entry wants the mean and std of its own column. A square table hides a wrong "
            "axis.",
        )


def _less_a_little(got: Array, want: Array, std: Array) -> Array:
    """Return ``want`` where ``got`` has divided by ``std`` and one small number more."""
    with np.errstate(all="ignore"):
        return want if _is_one_step(std * want / got - std) else got


def _is_one_step(over: Array) -> bool:
    """Tell whether every entry lies above by the same small number."""
    known = np.ravel(over)[np.isfinite(np.ravel(over))]
    return bool(
        known.size
        and 1e-9 < known[0] < 1e-4
        and np.allclose(known, known[0], rtol=1e-3, atol=1e-12)
    )


def _scaled(rng: np.random.Generator, mean: Array, std: Array) -> tuple[Array, Array]:
    """Return both in other units, which a student can still read."""
    return mean * rng.uniform(0.6, 1.5, 2), std * rng.uniform(0.6, 1.5, 2)


def _wide_or_tall_and_square(rng: np.random.Generator) -> list[tuple[int, int]]:
    n, d, square = rng.integers((4, 3, 3), (10, 8, 6)).tolist()
    return [(n, d + (n == d)), (square, square)]


def _three_shapes(rng: np.random.Generator) -> list[tuple[int, int]]:
    """Return a wide shape, a square one and a single column."""
    n, more, square, rows = rng.integers((2, 1, 3, 3), (6, 6, 7, 9)).tolist()
    return [(n, n + more), (square, square), (rows, 1)]


def _yours(value: Any, count: int) -> str:
    """Return the student's numbers for a sentence, if they are ``count`` numbers."""
    fits = isinstance(value, np.ndarray) and value.dtype.kind in "fiu" and value.shape == (count,)
    return f" Yours: {numbers(value)}." if fits else ""
