"""Explorer: an activation, its slope, and what ten layers of that slope leave of a gradient."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from course_lib.engine import activations as a
from course_lib.engine.arrays import Array
from course_lib.explorer import choice, explore, slider
from course_lib.plots import MARKERS, PALETTE, freeze_layout, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NAMES = ("sigmoid", "tanh", "ReLU", "leaky ReLU", "ELU", "maxout")
DEPTH = 10
# Maxout with one input, one output and two pieces: the larger of 0.5 x + 1 and -x.
MAXOUT_W = np.array([[[0.5]], [[-1.0]]])
MAXOUT_B = np.array([[1.0], [0.0]])
# Where a value never leaves (-1, 1) the frame is close, so that a slope of 1/4 is seen.
_FRAMES = {"sigmoid": (-0.2, 1.2, ("0", "1/4", "1/2", "1")), "tanh": (-1.2, 1.2, ("-1", "0", "1"))}
_FRAME = (-2.5, 5.0, ("-2", "0", "2", "4"))
_TITLES = {
    "sigmoid": "sigmoid: 1 / (1 + exp(-x))",
    "tanh": "tanh(x)",
    "ReLU": "ReLU: max(0, x)",
    "leaky ReLU": "leaky ReLU: max({:g} x, x)",
    "ELU": "ELU: x, or {:g} (exp(x) - 1) below 0",
    "maxout": "maxout: max(0.5 x + 1, -x)",
}


@dataclass(frozen=True)
class Activation:
    """Value and slope over ``x``, both at one ``point``, and slope**k for layers k = 1 to 10."""

    title: str
    frame: tuple[float, float, tuple[str, ...]]  # the ends of the axis and its ticks
    x: Array
    value: Array
    slope: Array
    point: float
    value_at: float
    slope_at: float
    factors: Array


@lru_cache(maxsize=512)
def compute(name: str, point: float, parameter: float | None = None) -> Activation:
    """Evaluate an activation of ``NAMES`` from -5 to 5 and at ``point``.

    ``parameter`` is the slope of leaky ReLU (0.01) or the alpha of ELU (1); others ignore it.
    """
    if name not in NAMES:
        raise ValueError(f"compute: name is {name!r}, expected one of {', '.join(NAMES)}")
    default = {"leaky ReLU": 0.01, "ELU": 1.0}.get(name)
    if default is not None and parameter is None:
        parameter = default
    x = np.linspace(-5, 5, 401)
    value, slope = _evaluate(name, x, parameter)
    value_at, slope_at = (float(v[0]) for v in _evaluate(name, np.array([point]), parameter))
    title = _TITLES[name].format(parameter)
    factors = slope_at ** np.arange(1, DEPTH + 1)
    frame = _FRAMES.get(name, _FRAME)
    return Activation(title, frame, x, value, slope, point, value_at, slope_at, factors)


def _evaluate(name: str, x: Array, parameter: float | None) -> tuple[Array, Array]:
    """Return value and slope; the slope is the backward pass of a gradient of ones."""
    ones = np.ones_like(x)
    if name == "maxout":
        out, cache = a.maxout_forward(x[:, None], MAXOUT_W, MAXOUT_B)
        return out[:, 0], a.maxout_backward(ones[:, None], cache)[0][:, 0]
    pairs: dict[str, tuple[Any, Any]] = {
        "sigmoid": (a.sigmoid_forward, a.sigmoid_backward),
        "tanh": (a.tanh_forward, a.tanh_backward),
        "ReLU": (a.relu_forward, a.relu_backward),
        "leaky ReLU": (a.leaky_relu_forward, a.leaky_relu_backward),
        "ELU": (a.elu_forward, a.elu_backward),
    }
    forward, backward = pairs[name]
    arguments = (x, parameter) if name in ("leaky ReLU", "ELU") else (x,)
    out, cache = forward(*arguments)
    return out, backward(ones, cache)


def draw(figure: Figure, activation: Activation) -> None:
    """Draw the activation with its point on the left, ten layers of its slope on the right."""
    if not figure.axes:
        _prepare(figure)
    left, right = figure.axes
    value, slope, spot, slope_spot = left.lines
    value.set_data(activation.x, activation.value)
    slope.set_data(activation.x, activation.slope)
    spot.set_data([activation.point], [activation.value_at])
    slope_spot.set_data([activation.point], [activation.slope_at])
    left.set_title(activation.title)
    low, high, ticks = activation.frame
    left.set_ylim(low, high)
    left.set_yticks([float(Fraction(tick)) for tick in ticks], ticks)
    # A logarithmic axis has no place for 0: what is below the axis is drawn on its edge.
    shown = np.clip(np.abs(activation.factors), 1e-8, None)
    right.lines[0].set_data(np.arange(1, DEPTH + 1), shown)
    last = activation.factors[-1]
    right.set_title(f"Slope {activation.slope_at:.3g} there; after {DEPTH} layers {last:.1e}")


def _prepare(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    left.plot([], [], color=PALETTE[0], label="value")
    left.plot([], [], color=PALETTE[1], linestyle="--", label="slope")
    left.plot([], [], color=PALETTE[0], marker=MARKERS[0], linestyle="none", markersize=9)
    left.plot([], [], color=PALETTE[1], marker=MARKERS[1], linestyle="none", markersize=9)
    left.set_xlim(-5, 5)
    label(left, "", "input x", "value and slope")
    left.legend(loc="upper left")
    right.plot([], [], color=PALETTE[2], marker=MARKERS[2], label="slope to the power of k")
    right.set(xlim=(0.5, DEPTH + 0.5), ylim=(1e-8, 10), yscale="log")
    # Plain labels: typesetting powers of ten would cost a third of every move.
    right.set_yticks([1e-8, 1e-6, 1e-4, 1e-2, 1], ["1e-8", "1e-6", "1e-4", "0.01", "1"])
    right.minorticks_off()
    label(right, "", "number of layers k", "factor on the gradient (log)")
    right.legend(loc="lower left")


def figure_of(name: str = "sigmoid", point: float = 0.0) -> Figure:
    """Return the explorer's figure without the widget, for pages that stand still."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 3.4), layout="constrained")
    draw(figure, compute(name, point))
    freeze_layout(figure)
    return figure


def explorer() -> None:
    """Show the explorer: choose an activation, move the point and the parameter."""
    figure = figure_of()
    name = choice("activation", NAMES)
    point = slider("input x", 0.0, -5.0, 5.0, 0.1)
    parameter = slider("slope", 0.01, 0.0, 1.0, 0.01)
    shown = None

    def redraw() -> None:
        nonlocal shown
        if name.value != shown:
            shown = name.value
            parameter.layout.display = "" if shown in ("leaky ReLU", "ELU") else "none"
            parameter.description = "alpha" if shown == "ELU" else "slope"
            parameter.value = 1.0 if shown == "ELU" else 0.01
        draw(figure, compute(name.value, point.value, parameter.value))

    explore(figure, redraw, [name], [point, parameter])
