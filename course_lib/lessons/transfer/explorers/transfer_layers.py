"""Explorer: from which layer of the source net to take features, as the target grows stranger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.threads import one_blas_thread
from course_lib.explorer import explore, slider
from course_lib.lessons.transfer.experiments.nets import Target, source, target
from course_lib.plots import MARKERS, PALETTE, freeze_layout, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LAYERS = ("pixels", "layer 1", "layer 2")
SEEDS = 8
MOST_LABELS = 200
# The order in which pixels join the shuffle, so that a longer shuffle contains the shorter ones.
_ORDER = np.random.default_rng(7).permutation(64)
# Strength of the ridge, as a share of the mean square of the features.
_RIDGE = 0.05


@dataclass(frozen=True)
class Probes:
    """Test accuracies (layers, seeds) of linear classifiers, and the first digit as it looks."""

    labels: int
    shuffled: int
    accuracy: Array
    image: Array


def shuffle(k: int) -> Array:
    """Return an order of the 64 pixels in which ``k`` (0 to 64) have moved around a ring."""
    order = np.arange(64)
    order[_ORDER[:k]] = np.roll(_ORDER[:k], 1)
    return order


@lru_cache(maxsize=1)
def _task() -> Target:
    return target(MOST_LABELS)


@lru_cache(maxsize=256)
def compute(labels: int, shuffled: int) -> Probes:
    """Fit least-squares classifiers to ``labels`` digits with ``shuffled`` pixels out of place."""
    task, origin, order = _task(), source(), shuffle(shuffled)
    x = task.x[:SEEDS, :labels][..., order].astype(np.float32)
    x_test = task.x_test[:, order].astype(np.float32)
    signs = 2.0 * task.labels[:SEEDS, :labels] - 1.0
    accuracies = []
    with one_blas_thread():
        for depth in range(len(LAYERS)):
            if depth:
                w = origin.params[f"w{depth}"][:SEEDS]
                b = origin.params[f"b{depth}"][:SEEDS, None, :]
                x, x_test = np.maximum(x @ w + b, 0), np.maximum(x_test @ w + b, 0)
            scores = _least_squares(x.astype(np.float64), signs, x_test)
            accuracies.append(np.mean((scores > 0) == (task.y_test == 1), axis=-1))
    return Probes(labels, shuffled, np.array(accuracies), task.x[0, 0][order].reshape(8, 8))


def _least_squares(x: Array, signs: Array, x_test: Array) -> Array:
    """Return scores (seeds, tests) of a ridge regression of ``signs`` on ``x`` (seeds, n, D)."""
    mean = x.mean(axis=1, keepdims=True)
    x, offset = x - mean, signs.mean(axis=1, keepdims=True)
    across = x.transpose(0, 2, 1)
    n, features = x.shape[1:]
    strength = _RIDGE * np.square(x).sum(axis=(1, 2))[:, None, None] / n + 1e-9
    matrix = across @ x + strength * np.eye(features)
    weights = np.linalg.solve(matrix, across @ (signs - offset)[..., None])
    scores: Array = ((x_test - mean) @ weights)[..., 0] + offset
    return scores


def ranking(probes: Probes) -> list[str]:
    """Return the layer with the highest mean, and those within two standard errors of it."""
    best = int(probes.accuracy.mean(axis=1).argmax())
    behind = probes.accuracy[best] - probes.accuracy  # seed by seed
    error = behind.std(axis=1, ddof=1) / np.sqrt(SEEDS)
    tied = behind.mean(axis=1) <= 2 * error
    return [LAYERS[best], *(n for i, n in enumerate(LAYERS) if tied[i] and i != best)]


def draw(figure: Figure, probes: Probes) -> None:
    """Draw the accuracy from each layer, mean and SE of the seeds, and the digit beside it."""
    if not figure.axes:
        _prepare(figure)
    axes, picture = figure.axes
    mean = probes.accuracy.mean(axis=1)
    error = probes.accuracy.std(axis=1, ddof=1) / np.sqrt(SEEDS)
    for depth in range(len(LAYERS)):
        dot, whisker = axes.lines[2 * depth : 2 * depth + 2]
        dot.set_ydata([mean[depth]])
        whisker.set_ydata([mean[depth] - error[depth], mean[depth] + error[depth]])
    best, *tied = ranking(probes)
    verdict = f"best: {best}" + (f" (a tie with {' and '.join(tied)})" if tied else "")
    axes.set_title(f"{probes.labels} labels, {probes.shuffled} pixels shuffled; {verdict}")
    picture.images[0].set_data(probes.image)


def _prepare(figure: Figure) -> None:
    axes, picture = figure.subplots(1, 2, width_ratios=(3, 1))
    for depth, name in enumerate(LAYERS):
        axes.plot([depth], [0.5], color=PALETTE[depth], marker=MARKERS[depth], ms=7, label=name)
        axes.plot([depth, depth], [0.5, 0.5], color=PALETTE[depth], marker="_", ms=18)
    axes.set_xticks(range(len(LAYERS)), LAYERS)
    axes.set_xlim(-0.5, 2.5)
    axes.set_ylim(0.5, 1.0)
    label(axes, "", "features taken from", "test accuracy (share right)", legend=False)
    picture.imshow(np.zeros((8, 8)), cmap="gray_r", vmin=0, vmax=1)
    picture.set_title("a target digit")
    picture.set_axis_off()


def figure_of(labels: int = 30, shuffled: int = 0) -> Figure:
    """Return the explorer's figure without the widget, for pages that stand still."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.5, 3.2), layout="constrained")
    draw(figure, compute(labels, shuffled))
    freeze_layout(figure)
    return figure


def curves(labels: int = 30) -> Figure:
    """Return a figure of the accuracy from each layer against the number of shuffled pixels."""
    from matplotlib.figure import Figure

    from course_lib.plots import mean_band

    shuffles = list(range(0, 65, 8))
    runs = np.array([compute(labels, k).accuracy for k in shuffles])
    figure = Figure(figsize=(7, 3.4), layout="constrained")
    axes = figure.subplots()
    for depth, name in enumerate(LAYERS):
        mean_band(axes, shuffles, runs[:, depth].T, name, depth)
    title = f"{labels} labels (mean and SD of {SEEDS} seeds)"
    label(axes, title, "shuffled pixels (of 64)", "test accuracy (share right)")
    return figure


def explorer() -> None:
    """Show the explorer: number of labels, and number of pixels out of place."""
    figure = figure_of()
    labels = slider("labels", 30, 6, MOST_LABELS, 2)
    shuffled = slider("shuffled", 0, 0, 64, 2)

    def redraw() -> None:
        draw(figure, compute(labels.value, shuffled.value))

    explore(figure, redraw, [labels, shuffled])
