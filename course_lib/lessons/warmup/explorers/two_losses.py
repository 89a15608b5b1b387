"""Explorer: three scores, and what the softmax loss and the hinge loss make of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.losses import hinge_loss, softmax, softmax_loss
from course_lib.explorer import explore, slider
from course_lib.plots import PALETTE, freeze_layout, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CLASSES = ("right class", "wrong class 1", "wrong class 2")


@dataclass(frozen=True)
class TwoLosses:
    """Three scores, their probabilities, and for both losses the value and the gradient (3,)."""

    scores: Array
    probs: Array
    softmax: float
    dsoftmax: Array
    hinge: float
    dhinge: Array


@lru_cache(maxsize=512)
def compute(right: float, first: float, second: float) -> TwoLosses:
    """Evaluate both losses for one example; class 0 is the right one."""
    scores, labels = np.array([[right, first, second]]), np.array([0])
    soft, dsoft = softmax_loss(scores, labels)
    hinge, dhinge = hinge_loss(scores, labels)
    return TwoLosses(scores[0], softmax(scores)[0], float(soft), dsoft[0], float(hinge), dhinge[0])


def draw(figure: Figure, losses: TwoLosses) -> None:
    """Draw scores, probabilities and the two gradients as bars."""
    if not figure.axes:
        _prepare(figure)
    values = (losses.scores, losses.probs, losses.dsoftmax, losses.dhinge)
    for axes, three in zip(figure.axes, values, strict=True):
        bars: Any = axes.patches
        for bar, value in zip(bars, three, strict=True):
            bar.set_height(value)
    figure.axes[2].set_title(f"softmax loss {losses.softmax:.3f}: gradient")
    figure.axes[3].set_title(f"hinge loss {losses.hinge:.3f}: gradient")


def _prepare(figure: Figure) -> None:
    names = ("score", "probability", "gradient", "gradient")
    limits = ((-6.2, 6.2), (0, 1.02), (-1.05, 1.05), (-2.1, 2.1))
    titles = ("scores", "softmax probabilities", "", "")
    panels = figure.subplots(1, 4)
    for axes, name, limit, title in zip(panels, names, limits, titles, strict=True):
        bars = axes.bar(range(3), np.zeros(3), color=[PALETTE[2], PALETTE[1], PALETTE[3]])
        for bar, hatch in zip(bars, ("", "//", ".."), strict=True):
            bar.set_hatch(hatch)
        axes.axhline(0, color="black", linewidth=0.8)
        axes.set_xticks(range(3), ("right", "wrong 1", "wrong 2"))
        axes.set_ylim(*limit)
        axes.locator_params(axis="y", nbins=4)
        label(axes, title, "class", name, legend=False)


def figure_of(right: float = 1.0, first: float = 0.5, second: float = -1.0) -> Figure:
    """Return the explorer's figure without the widget, for pages that stand still."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 3.2), layout="constrained")
    draw(figure, compute(right, first, second))
    freeze_layout(figure)
    return figure


def explorer() -> None:
    """Show the explorer: one slider for each score."""
    figure = figure_of()
    sliders = [
        slider(name, value, -6.0, 6.0, 0.1)
        for value, name in zip((1.0, 0.5, -1.0), CLASSES, strict=True)
    ]

    explore(figure, lambda: draw(figure, compute(*(s.value for s in sliders))), sliders)
