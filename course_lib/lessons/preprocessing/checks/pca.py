"""Checks of notebook 01, second part: principal axes."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.known import OVER_ONE_LESS
from course_lib.checking.probes import any_form
from course_lib.checking.results import numbers
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function

pca_fit = Exercise("pca_fit", functions=("pca_fit",))
pca_fit.in_order("pca_fit", "mean, components, variances")


@pca_fit.known(OVER_ONE_LESS, "pca_fit")
def pca_over_one_less(pca_fit: Function) -> Function:
    def mended(x: Array) -> Any:
        mean, components, variances = pca_fit(x)
        return mean, components, variances * ((len(x) - 1) / len(x))

    return mended


# Three directions at right angles. The sizes of the entries are not symmetric about the diagonal:
# rows and columns differ whatever the signs. In the plane some signs would hide it.
AXES = np.array([[-2.0, 1.0, 2.0], [2.0, 2.0, 1.0], [1.0, -2.0, 2.0]]) / 3


def _cross(t: Trial) -> tuple[Array, Array, Array, Array]:
    """Return x (8, 3), its mean, the lengths of the arms of a tilted cross, and its axes as rows.

    Four points lie at the ends of the first arm, two at the ends of each other arm.
    """
    arms = np.array(
        t.draw([3.0, 2.0, 1.0], lambda rng: (rng.uniform(1, 1.4, 3) * [3, 2, 1]).tolist())
    )
    axes = t.draw(AXES, lambda rng: np.linalg.qr(rng.standard_normal((3, 3)))[0])
    steps = np.concatenate([np.diag(arms), -np.diag(arms)])[[0, 3, 0, 3, 1, 4, 2, 5]]
    mean = np.array(t.draw([10.0, -4.0, 1.0], lambda rng: rng.uniform(-9, 9, 3).tolist()))
    return mean + steps @ axes, mean, arms, axes


@pca_fit.detail("the mean of every column", weight=1)
def column_means(t: Trial, pca_fit: Function) -> None:
    x, mean, _, _ = _cross(t)
    got, _, _ = t.call(pca_fit, x, returns="mean, components, variances")
    t.close(
        "mean",
        got,
        mean,
        f"The points lie evenly around ({numbers(mean)}): that is their mean.",
        mistakes=[
            (np.full(3, x.mean()), "Every feature has its own mean."),
            (np.zeros(3), "`mean` is the mean of `x` itself, not of the centred table."),
        ],
    )


@pca_fit.property("the variances along the axes", weight=3)
def variances_along_axes(t: Trial, pca_fit: Function) -> None:
    x, _, arms, _ = _cross(t)
    n, d = x.shape
    sums = np.array([4.0, 2.0, 2.0]) * arms**2
    want = sums / n
    _, _, variances = t.call(pca_fit, x, returns="mean, components, variances")
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    along = np.array([1.0, -1.0, 1.0, -1.0, 0, 0, 0, 0]) * arms[0]
    t.worked(
        places_along_the_first_axis=along,
        squares=along**2,
        their_sum=sums[0],
        number_of_rows=n,
        first_variance=want[0],
    )
    t.require(
        np.shape(variances) != (n,),
        f"`variances` has shape ({n},) for an `x` of shape ({n}, {d}), expected ({d},).",
        "There is one axis for each feature, not for each row. `np.cov` takes rows as features "
        "unless it is told otherwise.",
    )
    t.close(
        "variances",
        variances,
        want,
        f"Eight points on a tilted cross: four at {arms[0]:g} from the centre along one axis, two "
        f"at {arms[1]:g} and two at {arms[2]:g} along the others. Over N = 8 the variances are "
        f"{numbers(want)}.",
        mistakes=[
            (want[::-1], "The smallest comes first. The order is by falling variance."),
            (sums, "The sums of squares are not divided by N."),
            (np.sqrt(sums), "These are the singular values of the centred table. Their squares "
             "are sums over N."),
            (np.sqrt(sums) / n, "Square the singular values before you divide by N."),
            (np.sqrt(want), "These are standard deviations, not variances."),
            (want**2, "These are the squares of the variances."),
            (np.linalg.eigvalsh(x.T @ x / n)[::-1], "The mean was not subtracted."),
            (np.linalg.eigvalsh(scaled.T @ scaled / n)[::-1], "You standardized first. PCA here "
             "is of the centred table, in its own units."),
            (x.var(axis=0), "These are the variances of the columns, not along the axes."),
            (want / want.sum(), "These are shares of the total variance."),
            (sums / d, "You divide by D, the number of features. N is the number of rows."),
        ],
    )  # fmt: skip


@pca_fit.property("each row of components is an axis", weight=3)
def rows_are_axes(t: Trial, pca_fit: Function) -> None:
    x, mean, arms, axes = _cross(t)
    _, components, _ = t.call(pca_fit, x, returns="mean, components, variances")
    got = t.array("components", components, (3, 3))
    first = x[0] - mean
    t.worked(
        first_row_less_the_mean=first,
        its_length=arms[0],
        divided_by_it=first / arms[0],
        first_axis_but_for_its_sign=axes[0],
    )
    cause = "An axis is an eigenvector of the covariance matrix, of length 1."
    for other, sentence in (
        (got.T, "Your axes are the columns. NumPy's eigenvectors come as columns; here each row "
         "is an axis."),
        (got[::-1], "The axes are in the wrong order: the one with the largest variance comes "
         "first, and its variance with it."),
        (got.T[::-1], "Your axes are the columns, and in the wrong order."),
        (got[::-1, ::-1], "You turned the entries of each axis around. It is the order of the "
         "axes that must be turned."),
        (got[::-1].T[::-1], "Your axes are the columns, and you turned their entries around "
         "instead of their order."),
    ):  # fmt: skip
        if np.allclose(np.abs(other @ axes.T), np.eye(3), atol=1e-4):
            cause = sentence
            break
    cosines = got @ axes.T
    t.require(
        np.allclose(np.abs(cosines), np.eye(3), atol=1e-5),
        f"The long arm of the cross points along ({numbers(axes[0])}) and the next along "
        f"({numbers(axes[1])}), up to the sign. Your first rows are ({numbers(got[0])}) and "
        f"({numbers(got[1])}).",
        cause,
    )
    if (np.diag(cosines) < 0).any():
        t.note("The sign of an axis is free: v and -v are the same line. Yours is as good.")


def _tall_and_square(rng: np.random.Generator) -> list[tuple[int, int]]:
    d, more, square = rng.integers((4, 1, 3), (7, 8, 6)).tolist()
    return [(d + more, d), (square, square)]


@pca_fit.property("axes and variances fit together", weight=3)
def axes_fit_variances(t: Trial, pca_fit: Function) -> None:
    for n, d in t.draw([(9, 4), (3, 3)], _tall_and_square):
        x = t.rng.standard_normal((n, d)) @ t.rng.uniform(-2, 2, (d, d)) + 7
        _examine(t, x, t.call(pca_fit, x, returns="mean, components, variances"))


@pca_fit.detail("fewer rows than features", weight=1)
def fewer_rows_than_features(t: Trial, pca_fit: Function) -> None:
    n, d = t.draw((3, 5), lambda rng: tuple(rng.integers((3, 5), (5, 8)).tolist()))
    x = t.rng.uniform(-3, 3, (n, d))
    mean, components, variances = t.call(pca_fit, x, returns="mean, components, variances")
    t.require(
        np.shape(components) == (d, d) and np.shape(variances) == (d,),
        f"For an `x` of shape ({n}, {d}), `components` has shape {np.shape(components)} and "
        f"`variances` {np.shape(variances)}; expected ({d}, {d}) and ({d},).",
        "There are D axes whatever N is; those without any variance belong to the basis too. An "
        "SVD leaves them out unless it is asked for full matrices.",
    )
    _examine(t, x, (mean, components, variances))


@pca_fit.detail("a constant column, and columns far from zero", weight=1)
def constant_and_far_columns(t: Trial, pca_fit: Function) -> None:
    # Random lengths: whole numbers would not show lost digits.
    a, b = t.rng.uniform(3, 4), t.rng.uniform(1, 2)
    steps = np.array([[a, 0, b], [a, 0, -b], [-a, 0, b], [-a, 0, -b]])
    offsets = t.draw(
        [4e6, 2.0, -2e6], lambda rng: (rng.uniform(2, 8, 3) * [-1e6, 1.0, 1e6]).round().tolist()
    )
    x = np.array(offsets) + steps
    _, components, variances = t.call(pca_fit, x, returns="mean, components, variances")
    t.array("components", components, (3, 3))
    t.close(
        "variances",
        variances,
        np.array([a**2, b**2, 0.0]),
        "The columns are millions plus or minus a few, and one is constant: the variances are "
        f"{a**2:.4g}, {b**2:.4g} and 0, wherever the table lies.",
        "Subtract the mean before you multiply: `x.T @ x` minus a product of means loses its "
        "digits. And nothing needs to be added: a variance of 0 is right.",
        atol=1e-6,
    )


def _examine(t: Trial, x: Array, answer: tuple[Any, Any, Any]) -> None:
    """Fail unless ``answer`` holds orthonormal rows in which the covariance is diagonal."""
    n, d = x.shape
    mean = t.array("mean", answer[0], (d,))
    components = t.array("components", answer[1], (d, d))
    variances = t.array("variances", answer[2], (d,))
    t.require(
        np.allclose(mean, x.mean(axis=0), rtol=1e-4, atol=1e-4),
        f"For an `x` of shape ({n}, {d}) `mean` is not the mean of the columns.",
    )
    t.require(
        np.allclose(components @ components.T, np.eye(d), atol=1e-4),
        f"For an `x` of shape ({n}, {d}) the rows of `components` are not at right angles to each "
        "other with length 1: `components @ components.T` is not the identity.",
        "Eigenvectors of a symmetric matrix come that way from the function made for symmetric "
        "matrices. Nothing scales them.",
    )
    turned = (x - x.mean(axis=0)) @ components.T
    covariance = turned.T @ turned / n
    size = np.trace(covariance)
    t.require(
        np.allclose(covariance, np.diag(np.diag(covariance)), atol=1e-5 * size),
        f"For an `x` of shape ({n}, {d}), the covariance of `(x - mean) @ components.T` is not "
        "diagonal: your rows are not the principal axes.",
    )
    t.require(
        np.allclose(np.diag(covariance), variances, rtol=1e-4, atol=1e-6 * size),
        f"For an `x` of shape ({n}, {d}), entry k of `variances` is not the variance along row k "
        "of `components`.",
        "The variance is a mean over N, and sorting the variances must move the axes with them.",
    )
    t.require(
        (np.diff(variances) <= 1e-6 * size).all(),
        f"For an `x` of shape ({n}, {d}) the variances do not fall from first to last.",
    )


def _but_for_signs(t: Trial, pca_fit: Function, x: Array) -> Any:
    mean, components, variances = t.call(pca_fit, x, returns="mean, components, variances")
    return mean, np.abs(components), variances


# Along the axes the variances are 16/3, 8/3 and 2/3: no two are near each other.
_ALONG = np.array([[4.0, 0, 0], [-4, 0, 0], [0, 2, 2], [0, -2, -2], [0, 1, -1], [0, -1, 1]])
any_form(pca_fit, np.array([1, 2, 3]) + _ALONG, run=_but_for_signs)
