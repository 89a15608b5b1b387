"""Explorer: the unit of one feature, the learning rate, and the path of gradient descent.

The table is the weather, standardized and centred; then the temperature is multiplied by a number
of your choice, as a change of its unit would do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from course_lib.data import make_weather
from course_lib.engine.arrays import Array
from course_lib.explorer import explore, slider
from course_lib.lessons.preprocessing.experiments.figures import LEVELS, draw_valley, window
from course_lib.lessons.preprocessing.experiments.training import Valley, valley
from course_lib.plots import PALETTE, freeze_layout, label, set_limits

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ConditionNumber = Callable[[Array], float]
STEPS = 40
EDGES = (-1.0, 1.5), (-4.0, 0.5)  # of the two sliders, powers of ten


@dataclass(frozen=True)
class ScaledTable:
    """The table ``x`` (N, 2), its valley, and the rate above which gradient descent explodes."""

    x: Array
    valley: Valley
    limit: float


@lru_cache(maxsize=512)
def compute(scale: float, rate: float) -> ScaledTable:
    """Multiply the temperature by ``10**scale`` and descend at the rate ``10**rate``."""
    x, target = make_weather(200, np.random.default_rng(2))
    x = (x - x.mean(axis=0)) / x.std(axis=0) * [10.0**scale, 1.0]
    descent = valley(x, target - target.mean(), lr=10.0**rate, steps=STEPS)
    return ScaledTable(x, descent, 1 / float(descent.eigenvalues[-1]))


def draw(figure: Figure, table: ScaledTable, condition_number: ConditionNumber) -> None:
    """Draw contours with the path on the left, the loss step by step on the right."""
    if not figure.axes:
        _prepare(figure, table)
    plane, curve = figure.axes
    v = table.valley
    for line, level in zip(plane.lines, LEVELS, strict=False):
        line.set_data(*v.contour(level))
    # A path that explodes crosses the picture to and fro: two steps outside tell enough.
    middle, half = window(v)
    outside = np.flatnonzero(np.abs(v.path - middle).max(axis=1) > 3 * half)
    shown = v.path[: outside[1] + 1] if len(outside) > 1 else v.path
    plane.lines[len(LEVELS)].set_data(*shown.T)
    plane.lines[len(LEVELS) + 1].set_data(*v.best[:, None])
    first, second = ((float(m - half), float(m + half)) for m in middle)
    set_limits(plane, first, second)
    plane.set_title(f"condition number {condition_number(table.x):.4g}")
    curve.lines[0].set_ydata(np.clip(v.left, 1e-9, 1e9))
    state = "explodes above" if v.lr > table.limit else "stable below"
    curve.set_title(f"learning rate {v.lr:.3g}, {state} {table.limit:.3g}")


def _prepare(figure: Figure, table: ScaledTable) -> None:
    plane, curve = figure.subplots(1, 2)
    draw_valley(plane, table.valley, "", "weight of the temperature", "weight of the humidity")
    # Below the panel, since a path may go anywhere in it.
    plane.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=3, fontsize=9)
    curve.semilogy(range(STEPS + 1), table.valley.left, color=PALETTE[1], marker="o", markersize=3)
    curve.axhline(1, color="black", linewidth=0.8)
    curve.set_ylim(1e-6, 1e3)
    named = "share of the avoidable loss left (line: the start)"
    label(curve, "", "step", named, legend=False)


def figure_of(condition_number: ConditionNumber, scale: float = 0.5, rate: float = -1.3) -> Figure:
    """Return the explorer's figure without the widget, for pages that stand still."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 4), layout="constrained")
    draw(figure, compute(scale, rate), condition_number)
    freeze_layout(figure)
    return figure


def explorer(condition_number: ConditionNumber) -> None:
    """Show the explorer: sliders for the scale of the temperature and for the learning rate."""
    figure = figure_of(lambda x: float("nan"))
    (low, high), (slow, fast) = EDGES
    scale = slider("log10 of the scale", 0.5, low, high, 0.05)
    rate = slider("log10 of the learning rate", -1.3, slow, fast, 0.05)

    def redraw() -> None:
        draw(figure, compute(scale.value, rate.value), condition_number)

    explore(figure, redraw, [scale, rate], yours=lambda: "condition_number")
