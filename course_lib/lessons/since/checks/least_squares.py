"""Checks of two fits of a linear map: the shortest one that fits, and the one with a penalty."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form
from course_lib.checking.results import numbers
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Slip

min_norm_fit = Exercise("min_norm_fit", functions=("min_norm_fit",))
ridge_fit = Exercise("ridge_fit", functions=("ridge_fit",))

MISSING = "The penalty did not come in."
HALF = Slip("There is no 1/2 before this penalty.")
MEAN = Slip("The error is a sum over examples, not a mean.")
SQUARED = Slip("The strength came in squared.")


def _data(t: Trial, many: bool) -> tuple[Array, Array]:
    """Return features (N, P) and targets (N, K), with ``many`` features more than examples."""

    def sizes(rng: np.random.Generator) -> tuple[int, int, int]:
        n, more, k = int(rng.integers(4, 7)), int(rng.integers(3, 6)), int(rng.integers(2, 4))
        return (n, n + more, k) if many else (n + more, n, k)

    n, p, k = t.draw((5, 8, 3) if many else (8, 5, 3), sizes)
    return t.rng.standard_normal((n, p)), t.rng.standard_normal((n, k))


def _fit(t: Trial, f: Function, features: Array, targets: Array, *strength: float) -> Any:
    # numpy says of a matrix without inverse that it is singular.
    singular = "A square matrix of this fit has no inverse. Which one, and how large is its rank?"
    causes = [
        ("Singular", singular),
        (
            "must be square",
            "Only a square matrix has an inverse. `np.linalg` has a least-squares solver, a "
            "pseudoinverse and the SVD for all others.",
        ),
        ("solve: ", "F.T @ F is (P, P) and F.T @ T is (P, K). Compare the shapes of yours."),
    ]
    got = t.call(f, features, targets, *strength, returns="w", causes=causes)
    return t.array("w", got, (features.shape[1], targets.shape[1]))


@min_norm_fit.property("one example, two weights, by hand", weight=2)
def shortest_by_hand(t: Trial, min_norm_fit: Function) -> None:
    a, b, target = t.draw((3.0, 4.0, 10.0), lambda rng: tuple(rng.uniform(1, 6, 3).round(2)))
    w = _fit(t, min_norm_fit, np.array([[a, b]]), np.array([[target]]))
    want = target * np.array([[a], [b]]) / (a * a + b * b)
    t.worked(
        features=np.array([a, b]),
        sum_of_their_squares=a * a + b * b,
        target_over_that=target / (a * a + b * b),
        times_the_features=want[:, 0],
        what_it_predicts=target,
    )
    t.close(
        "w",
        w,
        want,
        f"All w with {a:g} w1 + {b:g} w2 = {target:g} lie on a line. Its point nearest to 0 is "
        f"({want[0, 0]:.4g}, {want[1, 0]:.4g}).",
        mistakes=[
            (np.array([[target / a], [0.0]]), "That w fits, but it is not the shortest that does."),
            (np.array([[0.0], [target / b]]), "That w fits, but it is not the shortest that does."),
            (target * np.array([[a], [b]]), "The features still have to be divided out."),
        ],
    )


@min_norm_fit.detail("more features than examples: every target is met", weight=1)
def fit_interpolates(t: Trial, min_norm_fit: Function) -> None:
    features, targets = _data(t, many=True)
    w = _fit(t, min_norm_fit, features, targets)
    worst = float(np.abs(features @ w - targets).max())
    t.require(
        worst < 1e-6,
        f"With {features.shape[1]} features and {len(features)} examples w can meet every target. "
        f"Yours misses one by {worst:.2g}.",
        "A penalty, however small, or a descent that stops early leaves a rest."
        if worst < 0.1
        else "features.T @ features has no inverse here: its rank is the number of examples.",
    )


@min_norm_fit.property("of all that fit, the shortest", weight=4)
def shortest_of_all(t: Trial, min_norm_fit: Function) -> None:
    features, targets = _data(t, many=True)
    w = _fit(t, min_norm_fit, features, targets)
    missed = float(np.abs(features @ w - targets).max())
    t.require(missed < 0.05, "The targets are not met, see above.")
    # The shortest has no part that the features do not see.
    seen = np.linalg.svd(features, full_matrices=False)[2]
    unseen = w - seen.T @ (seen @ w)
    t.require(
        np.abs(unseen).max() < 1e-6,
        f"Your w meets the targets and has the norm {np.linalg.norm(w):.4g}. Without a part that "
        f"no example sees it would have {np.linalg.norm(w - unseen):.4g}.",
    )


@min_norm_fit.detail("fewer features than examples: least squares", weight=2)
def least_squares(t: Trial, min_norm_fit: Function) -> None:
    features, targets = _data(t, many=False)
    w = _fit(t, min_norm_fit, features, targets)
    slope = np.abs(features.T @ (features @ w - targets)).max()
    t.require(
        slope < 1e-6,
        f"With {features.shape[1]} features and {len(features)} examples no w meets all targets. "
        "The best has a squared error whose slope is 0; the slope at yours is "
        f"{slope:.2g}.",
        "features @ features.T has no inverse here: its rank is the number of features.",
    )


@min_norm_fit.guard("a feature that is always 0")
def dead_feature(t: Trial, min_norm_fit: Function) -> None:
    features, targets = _data(t, many=False)
    dead = t.draw(1, lambda rng: int(rng.integers(features.shape[1])))
    features[:, dead] = 0
    w = _fit(t, min_norm_fit, features, targets)
    t.require(
        np.abs(w[dead]).max() < 1e-9,
        "A unit that is dead on all examples gives a column of zeros. The shortest w has 0 there.",
    )


# float32 has too few digits for a cut-off beside the singular values.
any_form(min_norm_fit, (5, 8), (5, 3), single=False)


def _ridge(features: Array, targets: Array, strength: float) -> Array:
    """Return the solution by its definition as a least-squares fit with extra rows."""
    p = features.shape[1]
    rows = np.vstack([features, np.sqrt(strength) * np.eye(p)])
    found: Array = np.linalg.lstsq(rows, np.vstack([targets, np.zeros((p, targets.shape[1]))]))[0]
    return found


@ridge_fit.property("three examples, one weight, by hand", weight=2)
def ridge_by_hand(t: Trial, ridge_fit: Function) -> None:
    x, y = t.draw(
        (np.array([1.0, 2.0, 3.0]), np.array([3.0, 4.0, 1.0])),
        lambda rng: tuple(rng.uniform(1, 4, (2, 3)).round(2)),
    )
    top, square = float(x @ y), float(x @ x)
    # No strength for which two of the mistakes are one: 2 * s is s * s at 2.
    s = t.draw(7.0, lambda rng: round(rng.uniform(1.1, 1.9), 2))
    t.worked(
        features_times_targets=x * y,
        their_sum=top,
        squares_of_the_features=x * x,
        their_sum_plus_strength=square + s,
        w=top / (square + s),
    )
    t.close(
        "w",
        _fit(t, ridge_fit, x[:, None], y[:, None], s),
        np.array([[top / (square + s)]]),
        f"With the features {numbers(x)}, the targets {numbers(y)} and strength {s:g} the slope is "
        f"0 at w = {top:.4g} / ({square:.4g} + {s:g}) = {top / (square + s):.4g}.",
        mistakes=[
            (np.array([[top / square]]), MISSING),
            (np.array([[top / (square + s / 2)]]), HALF),
            (np.array([[top / (square + 2 * s)]]), Slip("Both squares bring a 2; it cancels.")),
            (np.array([[top / (square + 3 * s)]]), MEAN),
            (np.array([[top / (square + s * s)]]), SQUARED),
            (np.array([[top / (square + s**0.5)]]), "The strength came in as its root."),
            (np.array([[top / (square - s)]]), "The strength makes the weights smaller."),
        ],
    )


@ridge_fit.property("many features: the slope of error plus penalty is 0", weight=3)
def ridge_many(t: Trial, ridge_fit: Function) -> None:
    _slope_is_zero(t, ridge_fit, many=True)


@ridge_fit.detail("few features: the slope of error plus penalty is 0", weight=3)
def ridge_few(t: Trial, ridge_fit: Function) -> None:
    _slope_is_zero(t, ridge_fit, many=False)


def _slope_is_zero(t: Trial, ridge_fit: Function, many: bool) -> None:
    features, targets = _data(t, many)
    s = t.draw(0.7, lambda rng: round(rng.uniform(0.6, 0.9), 3))  # s / 2 is s * s at 0.5
    w = _fit(t, ridge_fit, features, targets, s)
    n, p = features.shape
    t.close(
        "w",
        w,
        _ridge(features, targets, s),
        f"With {n} examples, {p} features and strength {s:g} the slope "
        "F.T @ (F @ w - t) + strength * w must be 0; at your w it is "
        f"{np.abs(features.T @ (features @ w - targets) + s * w).max():.2g}.",
        mistakes=[
            (np.linalg.pinv(features) @ targets, MISSING),
            (_ridge(features, targets, s / 2), HALF),
            (_ridge(features, targets, 2 * s), Slip("Both squares bring a 2; it cancels.")),
            (_ridge(features, targets, n * s), MEAN),
            (
                _ridge(features, targets, p * s),
                Slip("The strength has no factor P: |W|^2 is a sum."),
            ),
            (_ridge(features, targets, s * s), SQUARED),
            (
                np.linalg.pinv(features.T @ features + s) @ features.T @ targets,
                "The strength belongs on the diagonal; you added it to every entry.",
            ),
        ],
    )


@ridge_fit.detail("a penalty near 0 gives the shortest fit", weight=1)
def ridge_limit(t: Trial, ridge_fit: Function) -> None:
    features, targets = _data(t, many=True)
    features = 0.3 * features  # so small that a strength of a thousandth shows whatever is drawn
    w = _fit(t, ridge_fit, features, targets, 1e-7)
    t.close(
        "w",
        w,
        np.linalg.pinv(features) @ targets,
        "With a strength of 1e-7 and more features than examples w must be the shortest that fits.",
        rtol=1e-3,
        atol=1e-4,
    )


def _strength(t: Trial, ridge_fit: Function, features: Array, targets: Array) -> Any:
    return t.call(ridge_fit, features, targets, 0.75, returns="w")


any_form(ridge_fit, (8, 5), (8, 3), run=_strength, single=False)
