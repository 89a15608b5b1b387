"""The computational graph of batch normalization, drawn: values forwards, gradients backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_lib.plots import PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# The mean stands inside the triangle of the others: so no two arrows cross.
PLACES = {
    "x": (0.0, 0.5),
    "mean": (2.6, 1.25),
    "var": (3.0, 2.4),
    "x_hat": (6.0, 0.5),
    "gamma": (7.1, 2.1),
    "beta": (9.0, 2.1),
    "out": (8.05, 0.5),
    "loss": (10.0, 0.5),
}
ARROWS = (
    ("x", "mean"),
    ("x", "var"),
    ("x", "x_hat"),
    ("mean", "var"),
    ("mean", "x_hat"),
    ("var", "x_hat"),
    ("x_hat", "out"),
    ("gamma", "out"),
    ("beta", "out"),
    ("out", "loss"),
)
FORMULAS = {
    "mean": "mean of the rows",
    "var": "mean of (x - mean)²",
    "x_hat": "(x - mean) / √(var + eps)",
    "out": "gamma x_hat + beta",
}
# The order of the six steps, and the name of the gradient at each node.
GRADIENTS = {
    "out": "dout",
    "beta": "1  dbeta",
    "gamma": "2  dgamma",
    "x_hat": "3  dx_hat",
    "var": "4  dvar",
    "mean": "5  dmean",
    "x": "6  dx",
    "loss": "loss",
}


def plot_graph() -> Figure:
    """Draw the graph twice: what is computed on the way forward, and on the way back."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 5.6), layout="constrained")
    top, bottom = figure.subplots(2, 1)
    _draw(top, "Forward: each arrow is an input of a formula", {n: n for n in PLACES}, PALETTE[0])
    _draw(bottom, "Backward: along the same arrows, turned round", GRADIENTS, PALETTE[1], True)
    return figure


def _draw(
    axes: Axes, title: str, names: dict[str, str], colour: str, backward: bool = False
) -> None:
    boxes = {}
    for node, (x, y) in PLACES.items():
        style = {"boxstyle": "round,pad=0.4", "facecolor": "white", "edgecolor": colour}
        text = axes.text(x, y, names[node], ha="center", va="center", bbox=style)
        boxes[node] = text.get_bbox_patch()
        if node in FORMULAS and not backward:
            above = node == "var"
            place = (y + 0.3, "bottom") if above else (y - 0.3, "top")
            axes.text(x, place[0], FORMULAS[node], ha="center", va=place[1], fontsize=9)
    for arrow in ARROWS:
        start, end = reversed(arrow) if backward else arrow
        line: dict[str, Any] = {
            "arrowstyle": "-|>",
            "color": colour,
            "linestyle": "--" if backward else "-",
            "linewidth": 1.6,
            "patchA": boxes[start],
            "patchB": boxes[end],
            "shrinkA": 2,
            "shrinkB": 2,
        }
        axes.annotate("", xy=PLACES[end], xytext=PLACES[start], arrowprops=line)
    axes.set(title=title, xlim=(-0.6, 10.6), ylim=(-0.1, 3.0))
    axes.axis("off")
