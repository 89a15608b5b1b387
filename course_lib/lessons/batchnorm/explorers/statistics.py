"""Explorer: which statistics a trained net with batch norm should use at test time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from course_lib.engine import normalization
from course_lib.engine.arrays import Array
from course_lib.engine.modules import BatchNorm
from course_lib.engine.network import Network
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.explorer import explore, slider, steps
from course_lib.lessons.batchnorm.experiments.own import (
    digits,
    scores,
    train_small,
    with_batch,
    with_running,
)
from course_lib.plots import MARKERS, PALETTE, freeze_layout, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SIZES = (1, 2, 4, 8, 16, 32, 64, 128)
NAMES = ("the batch's own", "running")
YOURS = "batchnorm_forward and batchnorm_inference"


@dataclass(frozen=True)
class Comparison:
    """Normalized values of one unit in one batch, and accuracies; batch's own, then running.

    ``accuracy`` and ``error`` (its standard error over the batches) are (2,), ``values`` (2, size).
    """

    size: int
    batches: int
    values: Array
    accuracy: Array
    error: Array


@lru_cache(maxsize=1)
def _net() -> Network:
    return train_small(seed=0)


@lru_cache(maxsize=256)
def compute(
    size: int,
    classes: int,
    scale: float,
    shift: float,
    forward: Function = normalization.batchnorm_forward,
    inference: Function = normalization.batchnorm_inference,
) -> Comparison:
    """Test a trained net on batches of ``size`` images of ``classes`` classes (1 to 10).

    Every pixel value is multiplied by ``scale`` and ``shift`` is added, as if the light had
    changed after training. ``forward`` and ``inference`` are batch norm's, the student's own.
    """
    net, data = _net(), digits()
    rng = np.random.default_rng([30, size, classes])
    count = min(100, max(10, 600 // size))
    rows = np.stack([_rows(rng, data.y_test, size, classes, first=i % 10) for i in range(count)])
    x = np.float32(scale) * data.x_test + np.float32(shift)
    own, running = with_batch(forward), with_running(inference)
    with one_blas_thread():
        guess = np.array([scores(net, x[batch], own).argmax(axis=1) for batch in rows])
        calm = scores(net, x[rows.ravel()], running).argmax(axis=1).reshape(rows.shape)
    right = np.array([(g == data.y_test[rows]).mean(axis=1) for g in (guess, calm)])
    z = net.layers[0].forward(x[rows[0]], training=False)
    # The unit that a shift of all pixels moves most shows best what the sliders do.
    unit = int(np.abs(net.layers[0].params["w"].sum(axis=0)).argmax())
    norm = next(layer for layer in net.layers if isinstance(layer, BatchNorm))
    gamma, beta = (norm.params[name][unit] for name in ("gamma", "beta"))
    values = np.array([(use(norm, z)[:, unit] - beta) / gamma for use in (own, running)])
    return Comparison(
        size, count, values, right.mean(axis=1), right.std(axis=1, ddof=1) / np.sqrt(count)
    )


def _rows(rng: np.random.Generator, labels: Array, size: int, classes: int, first: int) -> Array:
    """Draw ``size`` rows of ``classes`` neighbouring classes, each row at most once if it can."""
    allowed = np.flatnonzero((labels - first) % 10 < classes)
    return rng.choice(allowed, size, replace=size > len(allowed))


def draw(figure: Figure, comparison: Comparison) -> None:
    """Draw the unit's values on the left, the two accuracies on the right."""
    if not figure.axes:
        _prepare(figure)
    left, right = figure.axes
    for row, (dots, values) in enumerate(zip(left.lines[:2], comparison.values, strict=True)):
        # What lies outside the panel is drawn on its edge.
        dots.set_data(np.clip(values, -5, 5), np.full(len(values), row))
    for row, (line, values) in enumerate(zip(left.lines[2:], comparison.values, strict=True)):
        middle, spread = values.mean(), values.std()
        line.set_data(np.clip([middle - spread, middle, middle + spread], -5, 5), [row + 0.25] * 3)
    left.set_title(f"One unit of layer 1, a batch of {comparison.size}")
    whiskers: Any = right.containers[1].lines  # type: ignore[attr-defined]
    percent, error = 100 * comparison.accuracy, 100 * comparison.error
    for bar, height in zip(right.patches, percent, strict=True):
        bar.set_height(height)  # type: ignore[attr-defined]
    ends = [[(i, h - e), (i, h + e)] for i, (h, e) in enumerate(zip(percent, error, strict=True))]
    whiskers[2][0].set_segments(ends)
    right.set_title(
        f"{percent[0]:.1f} % and {percent[1]:.1f} %\n"
        f"(mean of {comparison.batches} batches, whisker: SE)"
    )


def _prepare(figure: Figure) -> None:
    left, right = figure.subplots(1, 2, width_ratios=(8, 5))
    for i, name in enumerate(NAMES):
        left.plot([], [], MARKERS[i], color=PALETTE[i], alpha=0.6, label=f"one image, {name}")
    for _ in NAMES:
        left.plot([], [], color=PALETTE[6], marker="|", linewidth=2, markersize=9)
    left.lines[2].set_label("mean and one std")
    left.set(xlim=(-5.2, 5.2), ylim=(-0.5, 2.0), yticks=(0, 1), yticklabels=NAMES)
    label(left, "", "normalized value (standard deviations)", "statistics in use", legend=False)
    left.legend(loc="upper center", ncols=3, fontsize=7.5, handletextpad=0.3, columnspacing=0.8)
    right.bar((0, 1), (0, 0), color=PALETTE[:2], label="test accuracy")
    right.errorbar((0, 1), (0, 0), yerr=(0, 0), fmt="none", ecolor=PALETTE[6])
    right.axhline(10, color=PALETTE[7], linestyle="--", label="guessing")
    right.set(ylim=(0, 118), xticks=(0, 1), xticklabels=NAMES)
    label(right, "\n", "statistics in use", "test accuracy (percent)", legend=False)
    right.legend(loc="upper center", ncols=2, fontsize=8)


def figure_of(size: int = 64, classes: int = 10, scale: float = 1.0, shift: float = 0.0) -> Figure:
    """Return the explorer's figure without the widget, for pages that stand still."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 3.4), layout="constrained")
    draw(figure, compute(size, classes, scale, shift))
    freeze_layout(figure)
    return figure


def explorer(
    forward: Function = normalization.batchnorm_forward,
    inference: Function = normalization.batchnorm_inference,
) -> None:
    """Show the explorer: size and mixture of the test batches, scale and shift of the pixels."""
    figure = figure_of()
    size = steps("batch size", SIZES, 64)
    classes = slider("classes", 10, 1, 10)
    scale = slider("scale", 1.0, 0.2, 3.0, 0.1)
    shift = slider("shift", 0.0, -2.0, 2.0, 0.1)

    def redraw() -> None:
        values = (size.value, classes.value, scale.value, shift.value)
        draw(figure, compute(*values, forward, inference))

    explore(figure, redraw, [size, scale], [classes, shift], yours=lambda: YOURS)
