"""Checks of notebook 01, first part: the condition number."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import random_axes
from course_lib.checking.probes import any_form
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function

# float64 keeps 16 digits: a ratio of eigenvalues beyond this is rounding, not a number.
ROUNDING = 1e13

condition_number = Exercise("condition_number", functions=("condition_number",))


def _number(t: Trial, got: Any) -> float:
    """Return the student's condition number as a float; inf is a number here, nan is not."""
    t.require(
        isinstance(got, np.ndarray | np.generic | float | int | complex) and np.shape(got) == (),
        "`condition_number` must return one number, it returned "
        f"{'an array of shape ' + str(np.shape(got)) if np.shape(got) else repr(got)}.",
        "The largest and the smallest eigenvalue are one number each, and so is their ratio.",
    )
    value = np.asarray(got)
    t.require(
        value.dtype.kind in "fiu",
        f"`condition_number` returned {value.dtype}, expected a real number.",
        "The matrix `x.T @ x / N` is symmetric, its eigenvalues are real: NumPy has eigenvalue "
        "functions that are made for symmetric matrices and end with `h`.",
    )
    t.require(not np.isnan(value), "`condition_number` returned nan.")
    return float(value)


def _same_number(
    t: Trial,
    got: Any,
    want: float,
    symptom: str,
    cause: str = "",
    mistakes: tuple[tuple[float, str], ...] = (),
    rtol: float = 1e-5,
) -> None:
    """Fail unless ``got`` is one number close to ``want``; inf is compared like any other."""
    value = _number(t, got)
    if abs(value - want) <= rtol * abs(want):
        return
    for mistake, sentence in mistakes:
        if value == mistake or abs(value - mistake) <= 1e-5 * abs(mistake) < np.inf:
            cause = sentence
            break
    t.require(False, f"{symptom} Yours: {value:.6g}, expected {want:.6g}.", cause)


def _with_spectrum(t: Trial, n: int, eigenvalues: list[float]) -> Array:
    """Return x (n, D) for which ``x.T @ x / n`` has these eigenvalues, in no special direction."""
    d = len(eigenvalues)
    rows = random_axes(t, n, d)
    x: Array = np.sqrt(n) * (rows * np.sqrt(eigenvalues)) @ random_axes(t, d)
    return x


@condition_number.property("a matrix worked by hand", weight=3)
def matrix_by_hand(t: Trial, condition_number: Function) -> None:
    # x.T @ x is [[a, b], [b, a]]: its eigenvalues are a + b = 9 + 2 k^2 and a - b = 1.
    for k in t.draw([3.0, 5.0], lambda rng: rng.uniform(2, 6, 2).tolist()):
        x = np.array([[2.0, 1.0], [1.0, 2.0], [k, k]])
        want = 9 + 2 * k**2
        centred = np.linalg.eigvalsh(np.cov(x.T))
        product = x.T @ x
        t.worked(
            first_row_of_the_product=product[0],
            second_row=product[1],
            number_of_rows_of_x=len(x),
            both_divided_by_it=product / len(x),
            eigenvalues=np.array([want, 1.0]) / len(x),
            largest_by_smallest=want,
        )
        _same_number(
            t,
            t.call(condition_number, x, returns="ratio"),
            want,
            f"For the rows (2, 1), (1, 2), ({k:g}, {k:g}) the eigenvalues of `x.T @ x` are "
            f"{want:g} and 1.",
            mistakes=(
                (np.sqrt(want), "This is the root of the answer: singular values of `x` are the "
                 "roots of the eigenvalues of `x.T @ x`."),
                (1 / want, "Smallest over largest is the answer upside down."),
                (centred[-1] / centred[0], "You removed the mean. Here `x` is taken as it is: "
                 "a large mean makes the valley narrow too."),
                (np.sqrt(centred[-1] / centred[0]), "You removed the mean. Here `x` is taken as "
                 "it is."),
                (1.0, "Both columns have the same size, but they rise and fall together. The "
                 "sizes of the columns alone do not see that; eigenvalues do."),
                (np.inf, "A matrix with N rows and N columns always has zero eigenvalues when N "
                 "is larger than D. You want the D x D matrix."),
                (want - 1, "The answer is a ratio, you took a difference."),
                (want**2, "This is the square of the answer."),
                (want / 3, "Divide the whole matrix by N, not one of the two eigenvalues."),
                (want * 3, "Divide the whole matrix by N, not one of the two eigenvalues."),
            ),
        )  # fmt: skip


def _shapes(rng: np.random.Generator) -> list[tuple[int, list[float]]]:
    """Return rows and eigenvalues of tall and square tables, about as far apart as the visible."""
    tables = []
    for _ in range(3):
        d, more = rng.integers((4, 1), (6, 12)).tolist()
        tables.append((d + more, np.array([40.0, 3.0, 0.5, 0.02, 8.0])[:d]))
        tables.append((3, np.array([7.0, 2.0, 0.1])))
    return [(n, (values * rng.uniform(0.8, 1.25, len(values))).tolist()) for n, values in tables]


@condition_number.property("tilted valleys of several shapes", weight=3)
def tilted_valleys(t: Trial, condition_number: Function) -> None:
    shapes = t.draw([(12, [40.0, 3.0, 0.5, 0.02]), (3, [7.0, 2.0, 0.1])], _shapes)
    for n, eigenvalues in [*shapes, (6, [2.5])]:
        x = 0.1 * _with_spectrum(t, n, eigenvalues)
        _same_number(
            t,
            t.call(condition_number, x, returns="ratio"),
            max(eigenvalues) / min(eigenvalues),
            f"For an `x` of shape {x.shape} the ratio of the largest to the smallest eigenvalue "
            "is wrong.",
            "Which eigenvalue is the largest? Some functions of NumPy sort them, some do not. And "
            "an eigenvalue of 1e-4 is small, but it counts.",
            rtol=1e-2,  # of the last digits a row below tells
        )


@condition_number.detail("large is not infinite", weight=1)
def large_is_finite(t: Trial, condition_number: Function) -> None:
    eigenvalues = t.draw(
        [2e4, 5.0, 1e-4], lambda rng: (rng.uniform(1, 4, 3) * [1e4, 1.0, 1e-4]).tolist()
    )
    x = _with_spectrum(t, 9, eigenvalues)
    _same_number(
        t,
        t.call(condition_number, x, returns="ratio"),
        max(eigenvalues) / min(eigenvalues),
        "Eigenvalues of 1e4 and 1e-4 are far apart, but the matrix is not singular.",
        "Compare the smallest eigenvalue with the rounding error of the largest one (about 1e-16 "
        "of it). A larger bound, or a number that is added, spoils the answer.",
        rtol=1e-4,
    )
    eigenvalues = t.draw(
        [2e-5, 1e-6, 1e-7],
        lambda rng: (rng.permutation([200.0, 10.0, 1.0]) * rng.uniform(1e-7, 4e-7)).tolist(),
    )
    _same_number(
        t,
        t.call(condition_number, _with_spectrum(t, 7, eigenvalues), returns="ratio"),
        max(eigenvalues) / min(eigenvalues),
        f"Eigenvalues of {max(eigenvalues):g} and {min(eigenvalues):g} are both small, but their "
        "ratio is 200: the matrix is not singular.",
        "An x in large units has small eigenvalues, and a product of them is smaller still. Small "
        "means small compared with the largest eigenvalue, not with a fixed number.",
    )
    tiny = t.draw(1e-7, lambda rng: 10.0 ** rng.uniform(-9, -7))
    _same_number(
        t,
        t.call(condition_number, tiny * np.eye(3), returns="ratio"),
        1.0,
        f"`x` is {tiny:.3g} times the identity: all directions are alike.",
        "Small means small compared with the largest eigenvalue, not with a fixed number.",
    )


def _finite_for_a_regular_matrix(t: Trial, condition_number: Function) -> None:
    """Keep an answer that is always infinite from passing as one that sees singular matrices."""
    a, b = t.draw((1.0, 2.0), lambda rng: (rng.uniform(1, 2), rng.uniform(3, 4)))
    value = _number(t, t.call(condition_number, np.diag([a, b]), returns="ratio"))
    t.require(
        np.isfinite(value) and 1 < value < 100,
        f"For the rows ({a:g}, 0) and (0, {b:g}) you return {value:.4g}; that matrix is not "
        "singular.",
    )


@condition_number.detail("a column of zeros gives inf", weight=1)
def zero_column_is_singular(t: Trial, condition_number: Function) -> None:
    _finite_for_a_regular_matrix(t, condition_number)
    x = np.array([[1.0, 0.0], [2.0, 0.0], [4.0, 0.0]])
    x = t.draw(x, lambda rng: rng.uniform(1, 4, (int(rng.integers(2, 6)), 1)) @ [[0.0, 1.0]])
    value = _number(t, t.call(condition_number, x, returns="ratio"))
    t.require(
        value == np.inf,
        f"One column of `x` is all zeros, the smallest eigenvalue is 0. Yours: {value:.4g}, "
        "expected inf.",
        "In the direction of that column the loss does not change at all: no number of steps is "
        "enough, and that is what inf says.",
    )


@condition_number.detail("columns that depend on each other give inf", weight=2)
def dependent_columns_are_singular(t: Trial, condition_number: Function) -> None:
    _finite_for_a_regular_matrix(t, condition_number)
    wide = t.rng.standard_normal(t.draw((2, 4), lambda rng: tuple(rng.integers((1, 4), (4, 7)))))
    value = _number(t, t.call(condition_number, wide, returns="ratio"))
    t.require(
        value > ROUNDING,
        f"An `x` of shape {wide.shape} has more columns than rows, so `x.T @ x` is singular. "
        f"Yours: {value:.4g}, expected inf.",
        "`x.T @ x` is D x D and has D eigenvalues; at most N of them are above zero. In "
        "floating-point numbers the others are not exactly 0 but a rounding error of either sign.",
    )
    huge = False
    for _ in range(20):
        # The last column is the sum of the others: singular on paper, rounded in the machine.
        x = t.rng.standard_normal((4, 3))
        x = np.column_stack([x, x.sum(axis=1)])
        value = _number(t, t.call(condition_number, x, returns="ratio"))
        t.require(
            value > ROUNDING,
            "The last column of `x` is the sum of the others, so `x.T @ x` is singular. Yours: "
            f"{value:.4g}, expected inf.",
            "The smallest eigenvalue is 0 on paper; the machine gives a rounding error such as "
            "-3e-17, and the ratio is then negative. Treat everything that small, compared with "
            "the largest one, as zero.",
        )
        huge = huge or value != np.inf
    if huge:
        t.note(
            "For columns that depend on each other you return a huge number instead of inf: "
            "the smallest eigenvalue is a rounding error. Both are accepted."
        )


any_form(condition_number, (5, 3))
