"""Checks of notebook 01, last part: whitening, and ZCA."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import random_axes
from course_lib.checking.probes import any_form, zero_counts
from course_lib.checking.results import is_finite, numbers
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function

whiten = Exercise("whiten", functions=("whiten",))


BY_VARIANCES = "You divided by the variances. Which power of them has the unit of x?"

# So small that no place of eps matters where a property is not about eps.
SMALL = 1e-16

PLANE = np.array([[0.8, 0.6], [-0.6, 0.8]])


def _worked(t: Trial) -> tuple[Array, Array, Array, Array, Array]:
    """Return x (3, 2), a mean, tilted axes, variances, and what becomes of x.

    The roots of the variances are 2 and 0.25; in the grader they are in another unit.
    """
    mean, variances = np.array([1.0, 2.0]), np.array([4.0, 0.0625])
    axes = t.draw(PLANE, _tilted)
    white = np.array([[2.0, 4.0], [-1.0, 2.0], [0.0, 4.0]])
    white = t.draw(white, lambda rng: rng.uniform(1, 5, (3, 2)) * [[1, 1], [-1, 1], [1, -1]])
    # Along the visible axes the rows lie at (4, 1), (-2, 0.5) and (0, 1) from the mean.
    x = mean + (white * np.sqrt(variances)) @ axes
    k = t.draw(1.0, lambda rng: rng.uniform(1, 3))
    return x * k, mean * k, axes, variances * k**2, white


def _tilted(rng: np.random.Generator) -> Array:
    """Return two axes as rows, far from those of the table and from symmetric ones."""
    angle = rng.uniform(0.5, 1.0)
    return np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])


def _one_is_zero(rng: np.random.Generator) -> tuple[Array, float]:
    """Return variances of which one is 0, and an eps that is no small number."""
    return np.array([rng.uniform(4, 9), 0.0]), rng.uniform(3, 9)


@whiten.property("a table worked by hand", weight=4)
def whiten_by_hand(t: Trial, whiten: Function) -> None:
    x, mean, components, variances, want = _worked(t)
    std = np.sqrt(variances)
    turned = (x - mean) @ components.T
    with np.errstate(all="ignore"):
        own = (x - x.mean(axis=0)) @ components.T / std
        mistakes = [
            (turned, "The table is turned to the axes, but nothing was divided."),
            (turned / variances, BY_VARIANCES),
            (turned * std, "You multiplied by the standard deviations."),
            (turned / np.sqrt(variances.mean()), "Both axes were divided by the same number. Each "
             "axis has a variance of its own."),
            (turned / std[::-1], "Each axis was divided by the number of another one: entry k of "
             "variances belongs to row k of components."),
            ((x - mean) @ components / std, "`x @ components` takes the columns as axes. Here "
             "the rows are the axes."),
            (x @ components.T / std, "The mean was not subtracted."),
            ((x @ components.T - mean) / std, "The mean must be subtracted before the table is "
             "turned: it is a point in the old coordinates."),
            ((x + mean) @ components.T / std, "The mean was added."),
            (-turned / std, "The sign is flipped: x minus mean."),
            (own, "You subtracted the mean of this `x` instead of the given one."),
            (turned / turned.std(axis=0), "You divided by the std of this `x`: the variances are "
             "given, they come from the training set."),
            (turned / std @ components, "You turned the table back to the old axes. That is "
             "ZCA whitening; this function stays in the principal axes."),
            ((x - mean) / std, "The table was not turned to the axes."),
            ((x - mean) / std @ components.T, "Each variance belongs to an axis: turn first, "
             "then divide."),
            (turned / np.sqrt(std), "One root too many."),
        ]  # fmt: skip
    t.worked(
        first_row_less_the_mean=x[0] - mean,
        along_the_axes=turned[0],
        roots_of_the_variances=std,
        divided_by_them=want[0],
    )
    t.close(
        "z",
        t.call(whiten, x, mean, components, variances, SMALL, returns="z"),
        want,
        "In the given axes the first row lies "
        f"({turned[0, 0]:g}, {turned[0, 1]:g}) from the mean and the standard deviations are "
        f"({std[0]:g}, {std[1]:g}): it becomes ({numbers(want[0])}).",
        "Three steps: subtract the mean, turn to the axes, divide.",
        mistakes,
        rtol=1e-3,
        atol=1e-3,
    )


@whiten.detail("eps is added under the root", weight=2)
def whiten_eps_under_root(t: Trial, whiten: Function) -> None:
    _, mean, components, *_ = _worked(t)
    variances, eps = t.draw((np.array([5.0, 0.0]), 4.0), _one_is_zero)
    x = mean + np.array([[6.0, 2.0], [-3.0, 4.0]]) @ components
    turned = np.array([[6.0, 2.0], [-3.0, 4.0]])
    with np.errstate(all="ignore"):
        mistakes = [
            (turned / (np.sqrt(variances) + eps), "You added eps to the root; it is added to the "
             "variance, before the root."),
            (turned / (np.sqrt(variances) + np.sqrt(eps)), "There is one root, of the sum; you "
             "added two roots."),
            (turned / (variances + eps), BY_VARIANCES),
            (turned / np.sqrt(np.maximum(variances, eps)), "You took the larger of the two "
             "instead of their sum."),
            (turned / np.sqrt(variances + 1e-5), "You used 1e-5 where the caller gave another "
             "eps."),
            (turned / np.sqrt(variances + eps**2), "eps is added as it is, not squared."),
        ]  # fmt: skip
    z = t.call(whiten, x, mean, components, variances, eps, returns="z")
    t.require(
        is_finite(z),
        f"With variances ({numbers(variances)}) and eps = {eps:g} the result holds nan or inf.",
        "One axis has no variance. eps keeps you from dividing by its zero.",
    )
    scale = np.sqrt(variances + eps)
    t.close(
        "z",
        z,
        turned / scale,
        f"With variances ({numbers(variances)}) and eps = {eps:g} the two axes are divided by "
        f"{scale[0]:g} and {scale[1]:g}.",
        "",
        mistakes,
    )


@whiten.detail("without an argument eps is 1e-5", weight=1)
def whiten_default_eps(t: Trial, whiten: Function) -> None:
    _, mean, components, *_ = _worked(t)
    off = t.draw(0.01, lambda rng: rng.uniform(0.01, 0.03))
    turned = np.array([[1.0, off], [-1.0, off], [2.0, 0.0]])
    x = mean + turned @ components
    z = t.call(whiten, x, mean, components, np.array([1.0, 0.0]), returns="z")
    want = turned / np.sqrt([1 + 1e-5, 1e-5])
    found = t.array("z", z, want.shape)
    t.close(
        "z",
        z,
        want,
        f"A row lies {off:g} off along an axis of variance 0. With eps = 1e-5 it becomes "
        f"{want[0, 1]:.4g}. Yours: {found[0, 1]:.4g}.",
        "The signature says `eps=1e-5`, and eps is added to the variance, before the root.",
        rtol=1e-5,
        atol=1e-6,
    )


def _row_tall_and_square(rng: np.random.Generator) -> list[tuple[int, int]]:
    d, more, columns, square = rng.integers((2, 1, 2, 3), (6, 6, 6, 6)).tolist()
    return [(1, columns), (d + more, d), (square, square)]


@whiten.property("new rows, and tables of other shapes", weight=3)
def whiten_new_rows(t: Trial, whiten: Function) -> None:
    for n, d in t.draw([(1, 3), (7, 4), (4, 4)], _row_tall_and_square):
        components = random_axes(t, d)
        mean, variances = t.rng.uniform(-5, 5, d), np.sort(t.rng.uniform(0.5, 9, d))[::-1].copy()
        z = t.rng.uniform(0.5, 2, (n, d))
        x = mean + (z * np.sqrt(variances)) @ components
        t.close(
            "z",
            t.call(whiten, x, mean, components, variances, SMALL, returns="z"),
            z,
            f"For an `x` of shape ({n}, {d}) the result is wrong.",
            "Each column of the turned table is divided by its own number, and only the given "
            "mean and variances are used.",
            rtol=1e-4,
        )


def _eps_of_zero(t: Trial, f: Function, back: Callable[[Array, Array], Array]) -> None:
    """Probe an eps of 0; ``back`` makes of whitened data and the axes what ``f`` returns."""
    x, mean, components, _, _ = _worked(t)
    variances = np.array([2e-5, 1e-5])  # beside these the default is no small number
    turned = (x - mean) @ components.T
    zero_counts(
        t,
        "eps",
        lambda eps: t.call(f, x, mean, components, variances, eps),
        lambda eps: back(turned / np.sqrt(variances + eps), components),
        other=3e-5,
        default=1e-5,
    )


@whiten.guard("eps = 0 is like any other")
def whiten_eps_of_zero(t: Trial, whiten: Function) -> None:
    _eps_of_zero(t, whiten, lambda white, components: white)


# x, mean, components, variances
_ANY_FORM = (5, 3), (3,), np.roll(np.eye(3), 1, axis=0), np.array([3.0, 2.0, 1.0])
any_form(whiten, *_ANY_FORM)


zca = Exercise("zca", functions=("zca",))


@zca.property("a table worked by hand", weight=4)
def zca_by_hand(t: Trial, zca: Function) -> None:
    x, mean, components, variances, white = _worked(t)
    want = white @ components
    t.worked(
        first_row_less_the_mean=x[0] - mean,
        along_the_axes=white[0] * np.sqrt(variances),
        divided_by_the_roots=white[0],
        that_much_of_the_first_axis=white[0, 0] * components[0],
        and_of_the_second=white[0, 1] * components[1],
        their_sum=want[0],
    )
    t.close(
        "z",
        t.call(zca, x, mean, components, variances, SMALL, returns="z"),
        want,
        f"The first row is ({numbers(white[0])}) after whitening; turned back to the old axes "
        f"it is ({numbers(want[0])}).",
        "Whitening leaves each row as coordinates along the axes. Multiply each coordinate with "
        "its axis and add up.",
        mistakes=[
            (white, "This is still in the principal axes: turn it back."),
            (white @ components.T, "You turned once more in the same direction instead of back."),
            (want + mean, "The mean stays away: a whitened table has mean 0."),
            ((x - mean), "Nothing is left of the whitening: divide before you turn back."),
        ],
        rtol=1e-3,
        atol=1e-3,
    )


@zca.detail("eps is added under the root", weight=1)
def zca_eps_under_root(t: Trial, zca: Function) -> None:
    mean = np.array([1.0, -1.0])
    variances, eps = t.draw((np.array([5.0, 0.0]), 4.0), _one_is_zero)
    scale = np.sqrt(variances + eps)
    # With the old axes as principal axes there is nothing to turn.
    x = mean + np.array([[6.0, 2.0], [-3.0, 4.0]])
    t.close(
        "z",
        t.call(zca, x, mean, np.eye(2), variances, eps, returns="z"),
        (x - mean) / scale,
        f"With variances ({numbers(variances)}) and eps = {eps:g} the two axes are divided by "
        f"{scale[0]:g} and {scale[1]:g}.",
        "As in `whiten`: eps is added to the variance, before the root.",
    )


@zca.detail("without an argument eps is 1e-5", weight=1)
def zca_default_eps(t: Trial, zca: Function) -> None:
    off = t.draw(0.01, lambda rng: rng.uniform(0.01, 0.03))
    want = np.array([[1.0, off], [-1.0, off]]) / np.sqrt([1 + 1e-5, 1e-5])
    t.close(
        "z",
        t.call(
            zca,
            np.array([[1.0, off], [-1.0, off]]),
            np.zeros(2),
            np.eye(2),
            np.array([1.0, 0.0]),
            returns="z",
        ),
        want,
        f"A row lies {off:g} off along an axis of variance 0. With eps = 1e-5 it becomes "
        f"{want[0, 1]:.4g}.",
        "The signature says `eps=1e-5`, and eps is added to the variance, before the root.",
        rtol=1e-5,
        atol=1e-6,
    )


@zca.detail("the signs of the axes do not matter", weight=2)
def zca_signs_of_axes(t: Trial, zca: Function) -> None:
    for n, d in t.draw([(5, 4), (2, 3)], lambda rng: _row_tall_and_square(rng)[1:]):
        components = random_axes(t, d)
        mean, variances = t.rng.uniform(-5, 5, d), np.sort(t.rng.uniform(0.5, 9, d))[::-1].copy()
        z = t.rng.uniform(0.5, 2, (n, d))
        x = mean + ((z @ components.T) * np.sqrt(variances + 0.25)) @ components
        flipped = components * np.where(np.arange(d) % 2, -1.0, 1.0)[:, None]
        for axes in (components, flipped):
            t.close(
                "z",
                t.call(zca, x, mean, axes, variances, 0.25, returns="z"),
                z,
                f"For an `x` of shape ({n}, {d}) the result is wrong, or changes when axes are "
                "replaced by their opposites.",
                "There and back: what one product with the axes turns, another one turns back.",
            )


@zca.guard("eps = 0 is like any other")
def zca_eps_of_zero(t: Trial, zca: Function) -> None:
    _eps_of_zero(t, zca, lambda white, components: white @ components)


any_form(zca, *_ANY_FORM)
