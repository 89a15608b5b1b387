"""An explorer: how the scale of the first weights decides what reaches the last layer and returns.

Sliders choose the std of the weights, the depth, the width and the activation function. The picture
shows a histogram of the activations for up to ten layers, their std per layer, and how large the
gradients of each layer's pre-activations z and weights w are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.threads import one_blas_thread
from course_lib.explorer import choice, explore, power, slider, steps
from course_lib.lessons.initialization.experiments.statistics import ACTIVATIONS
from course_lib.plots import MARKERS, PALETTE, label, set_limits

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ROWS = 200  # examples: few enough to answer while a slider moves
BINS = 41  # odd: 0 lies in the middle of a bar
SHOWN = 10  # histograms
_SHARES = (0, 0.25, 0.5, 0.75, 1)  # of their range, where its numbers stand
NAMES = ("tanh", "relu", "sigmoid", "linear")
_DECADES = (-10, 6)  # the powers of ten that the curves show; what leaves them sticks to the edge
_SLOPES: dict[str, Callable[[Array], Array]] = {
    "tanh": lambda a: 1 - a * a,
    "relu": lambda a: a > 0,
    "sigmoid": lambda a: a * (1 - a),
    "linear": np.ones_like,
}


@dataclass(frozen=True)
class Params:
    """What the sliders say: the std of the weights, the size of the network, the activation."""

    sigma: float = 0.05
    depth: int = 10
    width: int = 256
    activation: str = "tanh"


class Signals(NamedTuple):
    """What ``draw`` needs; L layers, H of them with a histogram.

    ``std`` of the activations, ``grad_z`` and ``grad_w``, norms of gradients, are (L,); ``shown``
    (H,) are the numbers of the layers whose histograms are ``counts`` (H, bins) between the common
    ``edges`` (bins + 1,). The zeros of relu are not counted.
    """

    params: Params
    std: Array
    grad_z: Array
    grad_w: Array
    shown: Array
    counts: Array
    edges: Array


@lru_cache(maxsize=64)
def compute(params: Params) -> Signals:
    """Send 200 standard normal inputs forward and a standard normal gradient back.

    The loss is the mean over examples of the last layer's pre-activations, each weighed by a
    standard normal number. The same sizes mean the same random numbers, whatever sigma is.
    """
    x, normals, dout = _draws(params.depth, params.width)
    act, slope = ACTIVATIONS[params.activation], _SLOPES[params.activation]
    sigma = np.float32(params.sigma)
    layers = [x]
    grad_z, grad_w = np.zeros((2, params.depth))
    with one_blas_thread(), np.errstate(over="ignore", under="ignore", invalid="ignore"):
        for normal in normals:
            z = layers[-1] @ normal
            layers.append(act(z * sigma))
        dz = dout / np.float32(ROWS)
        for i in reversed(range(params.depth)):
            # float64: the squares of small numbers would vanish in float32.
            grad_z[i] = np.linalg.norm(dz.astype(np.float64))
            grad_w[i] = np.linalg.norm((layers[i].T @ dz).astype(np.float64))
            if i:
                dz = (dz @ normals[i].T) * sigma * slope(layers[i])
    hidden = layers[1:]
    shown = np.unique(np.linspace(1, params.depth, SHOWN).round().astype(int))
    edges = _edges(params.activation, hidden)
    chosen = [hidden[i - 1] for i in shown]
    if params.activation == "relu":
        chosen = [a[a > 0] for a in chosen]
    # Bins given by their number: NumPy would sort to find the place of a value between edges.
    ends = float(edges[0]), float(edges[-1])
    counts = np.array([np.histogram(a, BINS, ends)[0] for a in chosen])
    std = np.array([a.std(dtype=np.float64) for a in hidden])
    return Signals(params, std, grad_z, grad_w, shown, counts, edges)


@lru_cache(maxsize=4)
def _draws(depth: int, width: int) -> tuple[Array, list[Array], Array]:
    """Return the inputs, the standard normal numbers of all layers, and the last gradient."""
    rng = np.random.default_rng([2, width])
    x, dout = rng.standard_normal((2, ROWS, width), dtype=np.float32)
    return x, [rng.standard_normal((width, width), dtype=np.float32) for _ in range(depth)], dout


def _edges(activation: str, hidden: list[Array]) -> Array:
    """Return common edges of all histograms: the limits of the function, or of what came out."""
    if activation in ("tanh", "sigmoid"):
        return np.linspace(-1.0 if activation == "tanh" else 0.0, 1.0, BINS + 1)
    top = max(float(np.quantile(np.abs(a[::10]), 0.995)) for a in (hidden[0], hidden[-1]))
    top = min(max(top, 1e-30), 1e30)
    return np.linspace(0.0 if activation == "relu" else -top, top, BINS + 1)


def new_figure() -> Figure:
    """Return an empty figure with the three panels that ``draw`` fills.

    All axes have fixed limits: what moves then moves in a frame that stays. Panels two and three
    show logarithms on plain axes, the first one shares of a range whose numbers are texts.
    """
    from matplotlib.collections import PolyCollection
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=(10.4, 3.5), dpi=80)
    panels = figure.subplots(1, 3, width_ratios=(2, 1, 1))
    figure.subplots_adjust(left=0.085, right=0.985, bottom=0.15, top=0.82, wspace=0.36)
    texts = (
        ("Histograms of the activations", "activation"),
        ("Std of the activations", "std"),
        ("Gradients", "norm"),
    )
    for axes, (title, y) in zip(panels, texts, strict=True):
        label(axes, title, "hidden layer", y)
        # Places given by hand spare matplotlib a search for them at every drawing.
        axes.set_title(title, y=1.02)
        axes.xaxis.set_label_coords(0.5, -0.12)
        axes.yaxis.set_label_coords(-0.15 if axes is panels[0] else -0.25, 0.5)
    histograms = panels[0]
    bars = PolyCollection([], facecolor=PALETTE[0], edgecolor="none", alpha=0.8)
    histograms.add_collection(bars)
    histograms.set(xlim=(-0.7, SHOWN - 0.3), ylim=(0, 1))
    histograms.set_xticks(range(SHOWN), [""] * SHOWN)
    histograms.set_yticks(_SHARES, [""] * len(_SHARES))
    for share in _SHARES:
        left = {"transform": histograms.get_yaxis_transform(), "ha": "right", "va": "center"}
        histograms.text(-0.02, share, "", **left)
    for place in range(SHOWN):
        below = {"transform": histograms.get_xaxis_transform(), "ha": "center", "va": "top"}
        histograms.text(place, -0.03, "", **below)
    for i, (axes, name) in enumerate(zip(panels[[1, 2, 2]], ("", "of z", "of w"), strict=True)):
        axes.plot([], [], color=PALETTE[i], marker=MARKERS[i], markersize=4, label=name)
        axes.set_ylim(*_DECADES)
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        ticks = range(_DECADES[0], _DECADES[1] + 1, 4)
        axes.set_yticks(ticks, [f"1e{t}" for t in ticks])
    panels[2].legend(loc="lower right")
    return figure


def draw(figure: Figure, signals: Signals) -> None:
    """Draw ``signals`` into a figure of ``new_figure``, reusing what was drawn before."""
    histograms, spread, gradients = figure.axes
    histograms.collections[0].set_verts(_outlines(signals))  # type: ignore[attr-defined]
    low, high = signals.edges[[0, -1]]
    numbers = [f"{low + share * (high - low):.3g}" for share in _SHARES]
    layers = [str(i) for i in signals.shown] + [""] * (SHOWN - len(signals.shown))
    for text, words in zip(histograms.texts, numbers + layers, strict=True):
        text.set_text(words)
    most = 10 if len(signals.std) <= 10 else 20
    places = np.arange(1, len(signals.std) + 1)
    low, high = _DECADES
    lines = (spread.lines[0], *gradients.lines)
    for line, values in zip(lines, (signals.std, signals.grad_z, signals.grad_w), strict=True):
        line.set_data(places, np.log10(np.clip(values, 10.0**low, 10.0**high)))
    for axes in (spread, gradients):
        set_limits(axes, x=(0.5, most + 0.5))
    p = signals.params
    figure.suptitle(
        f"{p.activation}, {p.depth} layers of {p.width} units, std of the weights {p.sigma:.4g}: "
        f"width x sigma^2 = {p.width * p.sigma**2:.3g}",
        fontsize=11,
    )


def picture(params: Params) -> Figure:
    """Return the explorer's picture as a plain figure, for places without widgets."""
    figure = new_figure()
    draw(figure, compute(params))
    return figure


def _outlines(signals: Signals) -> list[Array]:
    """Return a closed outline of each histogram, on its side; heights are shares of the range."""
    low, high = signals.edges[[0, -1]]
    y = (np.repeat(signals.edges, 2)[1:-1] - low) / (high - low)
    outlines = []
    for place, counts in enumerate(signals.counts):
        half = np.repeat(0.45 * counts / max(1, counts.max()), 2)
        left, right = place - half, place + half
        outlines.append(np.stack([np.r_[left, right[::-1]], np.r_[y, y[::-1]]], axis=1))
    return outlines


def explorer() -> None:
    """Show the explorer: scale of the weights, depth, width and activation."""
    figure = new_figure()
    sigma = power("sigma", 0.01, -3, 0, 0.02, ".4f")
    depth = slider("depth", 10, 2, 20)
    width = steps("width", (32, 64, 128, 256), 256)
    activation = choice("activation", NAMES)

    def redraw() -> None:
        draw(figure, compute(Params(sigma.value, depth.value, width.value, activation.value)))

    explore(figure, redraw, [sigma, depth], [width, activation])
