"""Explorer: what one unit sums up under every dropout mask, and what the scaling rule says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.explorer import explore, slider
from course_lib.plots import PALETTE, freeze_layout, label, set_limits

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_INPUTS = 10
EDGES = np.linspace(-6, 6, 49)
HEIGHTS = (0.1, 0.3, 1.05)
# The inputs of the unit and its weights: drawn once, so that a slider changes one thing.
_H = np.random.default_rng(8).uniform(0.5, 1.5, MOST_INPUTS)
_W = np.random.default_rng(9).standard_normal(MOST_INPUTS)


@dataclass(frozen=True)
class Unit:
    """Outputs of a unit over all masks: chance per bin, mean over masks, the rule's value."""

    chances: Array
    mean: float
    rule: float


@dataclass(frozen=True)
class TwoUnits:
    """A linear unit and a ReLU unit with the same inputs and weights."""

    keep_prob: float
    masks: int
    linear: Unit
    relu: Unit


def sums_over_masks(h: Array, w: Array, keep_prob: float) -> tuple[Array, Array]:
    """Return ``w @ (mask * h)`` for each of the 2^D masks of ``h`` (D,), and the masks' chances."""
    masks = np.array(list(product((0.0, 1.0), repeat=len(h))))
    kept = masks.sum(axis=1)
    chances = keep_prob**kept * (1 - keep_prob) ** (len(h) - kept)
    return (masks * h) @ w, chances


@lru_cache(maxsize=512)
def compute(keep_prob: float, inputs: int, bias: float) -> TwoUnits:
    """Sum over all masks of ``inputs`` (1 to 10) units kept with ``keep_prob``, plus ``bias``."""
    h, w = _H[:inputs], _W[:inputs]
    sums, chances = sums_over_masks(h, w, keep_prob)
    z, rule = sums + bias, float(keep_prob * (h @ w) + bias)

    def unit(f: Any) -> Unit:
        counts = np.histogram(np.clip(f(z), EDGES[0], EDGES[-1]), EDGES, weights=chances)[0]
        return Unit(counts, float(chances @ f(z)), float(f(rule)))

    return TwoUnits(keep_prob, len(sums), unit(lambda a: a), unit(lambda a: np.maximum(a, 0)))


def draw(figure: Figure, units: TwoUnits) -> None:
    """Draw the chances of the outputs, their mean and the rule, linear on the left, ReLU right."""
    if not figure.axes:
        _prepare(figure)
    for axes, unit, name in zip(
        figure.axes, (units.linear, units.relu), ("linear unit", "ReLU unit"), strict=True
    ):
        bars: Any = axes.patches[0]
        bars.set_data(unit.chances)
        # A few heights only: new limits cost the drawing of a whole panel.
        set_limits(axes, y=(0, next(h for h in HEIGHTS if h > unit.chances.max())))
        mean, rule = axes.lines
        mean.set_xdata([unit.mean, unit.mean])
        rule.set_xdata([unit.rule, unit.rule])
        axes.set_title(f"{name}: mean {unit.mean:.3f}, rule {unit.rule:.3f} ({units.masks} masks)")


def _prepare(figure: Figure) -> None:
    for axes in figure.subplots(1, 2):
        axes.stairs(np.zeros(len(EDGES) - 1), EDGES, fill=True, color=PALETTE[5], label="all masks")
        axes.axvline(0, color=PALETTE[0], label="mean over masks")
        axes.axvline(0, color=PALETTE[1], linestyle="--", label="scaling rule")
        axes.set_xlim(EDGES[0], EDGES[-1])
        label(axes, "", "output of the unit", "chance")


def figure_of(keep_prob: float = 0.5, inputs: int = 8, bias: float = 0.0) -> Figure:
    """Return the explorer's figure without the widget, for pages that stand still."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 3.2), layout="constrained")
    draw(figure, compute(keep_prob, inputs, bias))
    freeze_layout(figure)
    return figure


def explorer() -> None:
    """Show the explorer: keep_prob, number of inputs and bias of one unit."""
    figure = figure_of()
    keep_prob = slider("keep_prob", 0.5, 0.05, 1.0, 0.05)
    inputs = slider("inputs", 8, 1, MOST_INPUTS)
    bias = slider("bias", 0.0, -3.0, 3.0, 0.1)

    def redraw() -> None:
        draw(figure, compute(keep_prob.value, inputs.value, bias.value))

    explore(figure, redraw, [keep_prob, inputs, bias])
