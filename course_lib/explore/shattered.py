"""Explorer: the gradient of deep nets as a function of their input, smooth or shattered.

Each net maps one number to one number. The gradient is known exactly: a tangent travels forward
beside the activations. After Balduzzi and others, The shattered gradients problem, ICML 2017.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from course_lib.plots import MARKERS, PALETTE, label, png
from course_lib.random import generators
from course_lib.threads import one_blas_thread

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Array = np.ndarray[Any, np.dtype[Any]]
KINDS = ("plain", "residual", "residual, branch / sqrt(L)")
POINTS, WIDTH, NETS, MOST_LAYERS = 200, 64, 6, 50
X = np.linspace(-2, 2, POINTS, dtype=np.float32)
LAGS = np.arange(0, 51, 2)


@dataclass(frozen=True)
class Stats:
    """Gradients of one net of each kind, divided by their standard deviation, and correlations.

    ``gradient`` (kinds, POINTS); ``correlation`` (kinds, len(LAGS)), the mean over NETS nets.
    """

    layers: int
    gradient: Array
    correlation: Array


@lru_cache(maxsize=256)
def compute(layers: int, seed: int = 0) -> Stats:
    """Draw nets of ``layers`` (2 to 50, even) layers of every kind, two layers in a block."""
    gradients, correlations = [], []
    with one_blas_thread():
        for kind in KINDS:
            slopes = _slopes(kind, layers, seed)
            gradients.append(slopes[0])
            correlations.append(_correlation(slopes))
    return Stats(layers, np.array(gradients), np.array(correlations))


def _slopes(kind: str, layers: int, seed: int) -> Array:
    """Return d out / d x at each X for NETS nets, centred and with standard deviation 1."""
    first, weights, last = _draws(seed)
    w0, b0 = first
    h = X[:, None] * w0 + b0
    tangent = np.broadcast_to(w0, h.shape)
    count = layers // 2
    scale = np.float32(count**-0.5 if kind == KINDS[2] else 1.0)
    for block in range(count):
        w1, w2 = weights[2 * block], weights[2 * block + 1]
        z = h @ w1
        on = z > 0
        branch, dbranch = (z * on) @ w2, ((tangent @ w1) * on) @ w2
        if kind == "plain":
            on = branch > 0
            h, tangent = branch * on, dbranch * on
        else:
            h, tangent = h + scale * branch, tangent + scale * dbranch
    slopes = (tangent @ last)[..., 0]
    slopes = slopes - slopes.mean(axis=1, keepdims=True)
    deviation = slopes.std(axis=1, keepdims=True)
    normalized: Array = slopes / np.where(deviation > 0, deviation, 1)
    return normalized


@lru_cache(maxsize=8)
def _draws(seed: int) -> tuple[tuple[Array, Array], Array, Array]:
    """Return the weights of NETS nets of the greatest depth: a slider changes the depth alone."""
    rngs = generators(9000 + seed, NETS)

    def normal(*shape: int) -> Array:
        return np.stack([rng.standard_normal(shape, dtype=np.float32) for rng in rngs])

    first = normal(1, WIDTH), normal(1, WIDTH)
    weights = normal(MOST_LAYERS, WIDTH, WIDTH) * np.float32((2 / WIDTH) ** 0.5)
    return first, weights.swapaxes(0, 1), normal(WIDTH, 1)


def _correlation(slopes: Array) -> Array:
    """Return the correlation of the gradient with itself LAGS points further on."""
    return np.array([np.mean(slopes[:, : POINTS - lag] * slopes[:, lag:]) for lag in LAGS])


def draw(figure: Figure, stats: Stats) -> None:
    """Draw the gradients of one net of each kind on the left, the correlations on the right."""
    if not figure.axes:
        _prepare(figure)
    left, right = figure.axes
    for row, gradient in enumerate(stats.gradient):
        left.lines[row].set_ydata(np.clip(gradient, -4, 4) - 8 * row)
    for row, correlation in enumerate(stats.correlation):
        right.lines[row].set_ydata(correlation)
    left.set_title(f"slope of one net of each kind, {stats.layers} layers")


def _prepare(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    for row, kind in enumerate(KINDS):
        style = {"color": PALETTE[row], "label": kind}
        left.plot(X, np.zeros(POINTS), linewidth=1, **style)
        lags = LAGS * float(X[1] - X[0])
        right.plot(lags, np.zeros(len(LAGS)), marker=MARKERS[row], markevery=3, **style)
    left.set_ylim(-20.5, 4.5)
    left.set_yticks([-16, -8, 0], ["0", "0", "0"])
    right.set_ylim(-0.5, 1.05)
    label(left, " ", "input x", "slope / SD, each kind on its own line", legend=False)
    title = f"likeness of two slopes, mean of {NETS} nets"
    label(right, title, "distance between the two inputs", "correlation")


def figure_of(layers: int = 24, seed: int = 0) -> Figure:
    """Return the explorer's figure without the widget, for pages that stand still."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 3.6), layout="constrained")
    draw(figure, compute(layers, seed))
    # Laying the panels out anew would cost a large part of the time of every move.
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    return figure


def explorer() -> None:
    """Show the explorer: the number of layers, and which nets are drawn."""
    import ipywidgets as widgets
    from IPython.display import display

    figure = figure_of(2)
    image = widgets.Image(value=png(figure), format="png")
    layers = widgets.IntSlider(value=2, min=2, max=MOST_LAYERS, step=2, description="layers")
    seed = widgets.IntSlider(value=0, min=0, max=5, description="nets")

    def redraw(change: Any) -> None:
        draw(figure, compute(layers.value, seed.value))
        image.value = png(figure)

    for slider in (layers, seed):
        slider.observe(redraw, "value")
    display(widgets.VBox([widgets.HBox([layers, seed]), image]))  # type: ignore[no-untyped-call]
