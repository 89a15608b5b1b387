"""Checks of notebook 01: standardizing with what is given, and the way back."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form
from course_lib.checking.results import numbers
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function

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
    t.worked(
        a_column_of_x=x[:, 0],
        given_mean=mean[0],
        less_the_mean=x[:, 0] - mean[0],
        given_std=std[0],
        divided_by_it=want[:, 0],
    )
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


any_form(standardize, (5, 3), np.array([1.0, -2.0, 0.5]), np.array([0.5, 2.0, 4.0]))


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
    t.worked(
        a_column_of_z=z[:, 0],
        given_std=std[0],
        multiplied_by_it=z[:, 0] * std[0],
        given_mean=mean[0],
        plus_the_mean=want[:, 0],
    )
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


any_form(unstandardize, (5, 3), np.array([1.0, -2.0, 0.5]), np.array([0.5, 2.0, 4.0]))


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


def _three_shapes(rng: np.random.Generator) -> list[tuple[int, int]]:
    """Return a wide shape, a square one and a single column."""
    n, more, square, rows = rng.integers((2, 1, 3, 3), (6, 6, 7, 9)).tolist()
    return [(n, n + more), (square, square), (rows, 1)]
