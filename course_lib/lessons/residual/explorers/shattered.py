"""Explorer: the gradient of deep nets as a function of their input, smooth or shattered.

Each net maps one number to one number. The gradient is known exactly: a tangent travels forward
beside the activations. After Balduzzi and others, The shattered gradients problem, ICML 2017.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.rng import generators
from course_lib.engine.threads import one_blas_thread
from course_lib.explorer import explore, slider
from course_lib.plots import MARKERS, PALETTE, freeze_layout, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

KINDS = ("plain", "residual", "residual, branch / sqrt(L)")
POINTS, WIDTH, NETS, MOST_LAYERS = 200, 64, 6, 50
X = np.linspace(-2, 2, POINTS, dtype=np.float32)
LAGS = np.arange(0, 51, 2)
DISTANCES = LAGS * 4 / (POINTS - 1)  # between two inputs LAGS points apart
NEAR = 2  # the place of the distance whose correlations are told as numbers


@dataclass(frozen=True)
class Gradients:
    """Gradients of one net of each kind, divided by their standard deviation, and correlations.

    ``gradient`` (kinds, POINTS); ``correlation`` (kinds, len(LAGS)), the mean over NETS nets.
    """

    layers: int
    gradient: Array
    correlation: Array


@lru_cache(maxsize=256)
def compute(layers: int, seed: int = 0) -> Gradients:
    """Draw nets of ``layers`` (2 to 50, even) layers of every kind, two layers in a block."""
    count = layers // 2
    with one_blas_thread():
        *_, scaled = _walk(KINDS[2], count, count**-0.5, seed)
        slopes = [_by_depth(kind, seed)[count - 1] for kind in KINDS[:2]]
        slopes = [_normalized(s) for s in (*slopes, scaled)]
        correlations = [_correlation(s) for s in slopes]
    return Gradients(layers, np.array([s[0] for s in slopes]), np.array(correlations))


@lru_cache(maxsize=16)
def _by_depth(kind: str, seed: int) -> list[Array]:
    """Return the slopes after each block: without a scale, a deep net begins with the flat one."""
    return list(_walk(kind, MOST_LAYERS // 2, 1.0, seed))


def _walk(kind: str, count: int, factor: float, seed: int) -> Iterator[Array]:
    """Yield d out / d x at each X for NETS nets of 1, 2, ... ``count`` blocks."""
    first, weights, last = _draws(seed)
    w0, b0 = first
    h = X[:, None] * w0 + b0
    tangent = np.broadcast_to(w0, h.shape)
    scale = np.float32(factor)
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
        yield (tangent @ last)[..., 0]


def _normalized(slopes: Array) -> Array:
    """Return the slopes centred and with standard deviation 1 over the inputs."""
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
    weights = np.empty((MOST_LAYERS, NETS, WIDTH, WIDTH), np.float32)
    for net, rng in enumerate(rngs):
        weights[:, net] = rng.standard_normal((MOST_LAYERS, WIDTH, WIDTH), dtype=np.float32)
    weights *= np.float32((2 / WIDTH) ** 0.5)
    return first, weights, normal(WIDTH, 1)


def _correlation(slopes: Array) -> Array:
    """Return the correlation of the gradient with itself LAGS points further on."""
    return np.array([np.mean(slopes[:, : POINTS - lag] * slopes[:, lag:]) for lag in LAGS])


def draw(figure: Figure, gradients: Gradients) -> None:
    """Draw the gradients of one net of each kind on the left, the correlations on the right."""
    if not figure.axes:
        _prepare(figure)
    left, right = figure.axes
    for row, gradient in enumerate(gradients.gradient):
        left.lines[row].set_ydata(np.clip(gradient, -4, 4) - 8 * row)
    for row, correlation in enumerate(gradients.correlation):
        right.lines[row].set_ydata(correlation)
    # With their heights given, titles need not be fitted to the axes at every move.
    left.set_title(f"slope of one net of each kind, {gradients.layers} layers", y=1.0)
    near = zip(("plain", "residual", "scaled"), gradients.correlation[:, NEAR], strict=True)
    numbers = ", ".join(f"{kind} {value:.2f}" for kind, value in near)
    right.set_title(f"{DISTANCES[NEAR]:.2f} apart: {numbers}", y=1.0)


def _prepare(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    for row, kind in enumerate(KINDS):
        look = (0, 2, 3)[row]  # as the same kinds have in the other figures of the notebook
        style = {"color": PALETTE[look], "label": kind}
        left.plot(X, np.zeros(POINTS), linewidth=1, **style)
        right.plot(DISTANCES, np.zeros(len(LAGS)), marker=MARKERS[look], markevery=3, **style)
    left.set_ylim(-20.5, 4.5)
    left.set_yticks([-16, -8, 0], ["scaled", "residual", "plain"])
    left.set_xticks([-2, -1, 0, 1, 2])
    right.set_ylim(-0.5, 1.05)
    right.set_yticks([-0.5, 0, 0.5, 1])
    right.set_xticks([0, 0.25, 0.5, 0.75, 1])
    label(left, " ", "input x", "slope / SD, each around its 0", legend=False)
    label(
        right, " ", "distance between the two inputs", f"correlation of slopes, mean of {NETS} nets"
    )


def figure_of(layers: int = 30, seed: int = 0) -> Figure:
    """Return the explorer's figure without the widget, for pages that stand still."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 3.6), layout="constrained")
    draw(figure, compute(layers, seed))
    freeze_layout(figure)
    return figure


def explorer() -> None:
    """Show the explorer: the number of layers, and which nets are drawn."""
    figure = figure_of(2)
    layers = slider("layers", 2, 2, MOST_LAYERS, 2)
    seed = slider("nets", 0, 0, 5)

    def redraw() -> None:
        draw(figure, compute(layers.value, seed.value))

    explore(figure, redraw, [layers, seed])
