"""Experiments of notebook 12: the error of fits with more and more random features."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib.data import load_digits
from course_lib.engine.arrays import Array
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.seeds import default_rng

EXAMPLES = 100
SIZES = (20, 30, 50, 70, 85, 100, 115, 130, 200, 400, 1000, 2000)
STRENGTH, SHARE_WRONG = 0.01, 0.2


@dataclass(frozen=True)
class Problem:
    """100 digits with one-hot targets, some of them wrong, and the other digits with true ones."""

    x: Array
    targets: Array
    x_test: Array
    targets_test: Array


def problem(seed: int) -> Problem:
    """Draw which digits are for training, and replace a fifth of their labels by random ones."""
    split = load_digits()
    x = np.concatenate([split.x_train, split.x_val, split.x_test]) / 16
    y = np.concatenate([split.y_train, split.y_val, split.y_test])
    rng = default_rng([130, seed])
    order = rng.permutation(len(x))
    x, y = x[order] - x[order[:EXAMPLES]].mean(axis=0), y[order]
    labels = y[:EXAMPLES].copy()
    wrong = rng.random(EXAMPLES) < SHARE_WRONG
    labels[wrong] = rng.integers(10, size=wrong.sum())
    rest = slice(EXAMPLES, EXAMPLES + 800)
    return Problem(x[:EXAMPLES], np.eye(10)[labels], x[rest], np.eye(10)[y[rest]])


def features(x: Array, size: int, rng: np.random.Generator) -> Array:
    """Return ``size`` random ReLU features (N, size) of x (N, 64), scaled by the root of size."""
    found: Array = np.maximum(x @ rng.standard_normal((64, size)) / 4, 0) / size**0.5
    return found


def error(scores: Array, targets: Array) -> float:
    """Return the squared error, summed over the ten outputs, mean over examples."""
    return float(((scores - targets) ** 2).sum(axis=1).mean())


@dataclass(frozen=True)
class Descent:
    """Errors (sizes, seeds) on the training digits and on others, by number of features.

    ``ridge`` is that of the fit with a penalty on the others, ``together`` that of the mean of ten
    fits, each with random features of its own.
    """

    sizes: tuple[int, ...]
    train: Array
    test: Array
    ridge: Array
    together: Array


@lru_cache(maxsize=2)
def double_descent(
    min_norm_fit: Function, ridge_fit: Function, sizes: tuple[int, ...] = SIZES, seeds: int = 6
) -> Descent:
    """Fit random features of growing number, without and with a penalty."""
    rows = []
    with one_blas_thread():
        for seed in range(seeds):
            p = problem(seed)
            rows.append([_at_one_size(p, n, seed, min_norm_fit, ridge_fit) for n in sizes])
    return Descent(sizes, *np.transpose(rows, (2, 1, 0)))


def _at_one_size(
    p: Problem, size: int, seed: int, min_norm_fit: Function, ridge_fit: Function
) -> list[float]:
    def pair(k: int) -> tuple[Array, Array]:
        both = np.concatenate([p.x, p.x_test])
        found = features(both, size, default_rng([131, seed, k]))
        return found[:EXAMPLES], found[EXAMPLES:]

    train, test = pair(0)
    w = min_norm_fit(train, p.targets)
    ridge = ridge_fit(train, p.targets, STRENGTH)
    # Ten large nets cost seconds and show nothing new: they are looked at near the peak.
    scores = [test @ w]
    if size <= 400:
        scores += [b @ min_norm_fit(a, p.targets) for a, b in map(pair, range(1, 10))]
    together = error(np.mean(scores, axis=0), p.targets_test) if len(scores) > 1 else np.nan
    return [
        error(train @ w, p.targets),
        error(test @ w, p.targets_test),
        error(test @ ridge, p.targets_test),
        together,
    ]
