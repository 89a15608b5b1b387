"""Explorer: the learning rate decides how sharp the place is where plain descent goes on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.explorer import explore, power, slider
from course_lib.lessons.since.experiments import edge
from course_lib.plots import MARKERS, PALETTE, freeze_layout, label
from course_lib.seeds import default_rng

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STEPS, LOOKS, ROUNDS = 600, 20, 6
TOP, LOWEST = 5.0, 1e-2  # what the two panels show at most, and at least


@dataclass(frozen=True)
class Run:
    """One net at one rate: rate times sharpness (LOOKS + 1,), and the losses of its steps."""

    rate: float
    products: Array
    losses: Array

    @property
    def verdict(self) -> str:
        """Say in a few words how it went."""
        if len(self.losses) <= STEPS:
            return f"exploded after {len(self.losses)} steps"
        end = float(self.products[-3:].mean())
        return f"mean of the last three: {end:.2f}" + (", below the edge" if end < 1.8 else "")


@lru_cache(maxsize=128)
def compute(sharpness: Function, rate: float, net: int = 0) -> Run:
    """Train one net by plain descent on the full batch, and look at its sharpness on the way."""
    x, targets = _data()
    stack = edge.tanh_net(1, seed=125 + net)
    v = default_rng(121).standard_normal(stack.params.shape[-1])
    gradient = edge.gradient_of(stack, 0, x, targets)
    products, losses = [], []
    with one_blas_thread(), np.errstate(all="ignore"):
        for step in range(STEPS + 1):
            if step % (STEPS // LOOKS) == 0:
                value, v = sharpness(gradient, stack.params[0].copy(), v, ROUNDS)
                products.append(rate * value)
            losses.append(float(edge.loss_and_backward(stack, x, targets)[0]))
            if not losses[-1] < 3 * losses[0]:
                break
            stack.params -= rate * stack.grads
    return Run(rate, np.array(products), np.array(losses))


@lru_cache(maxsize=1)
def _data() -> tuple[Array, Array]:
    return edge.squared_digits()


def draw(figure: Figure, run: Run) -> None:
    """Draw rate times sharpness on the left and the loss on the right."""
    left, right = figure.axes
    places = np.arange(len(run.products)) * (STEPS // LOOKS)
    left.lines[0].set_data(places, np.clip(run.products, 0, TOP))
    right.lines[0].set_data(
        np.arange(len(run.losses)), np.log10(np.nan_to_num(run.losses, nan=10).clip(LOWEST, 10))
    )
    left.set_title(run.verdict, y=1.0)
    right.set_title(f"rate {run.rate:.2g}: loss {run.losses[-1]:.3f} at the end", y=1.0)


def _prepare(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    left.plot([], [], color=PALETTE[0], marker=MARKERS[0], label="this net")
    left.axhline(2, color="black", linestyle="--", label="limit of a bowl")
    right.plot([], [], color=PALETTE[0])
    left.set_xlim(-10, STEPS + 10)
    left.set_ylim(0, TOP + 0.1)
    right.set_xlim(-10, STEPS + 10)
    right.set_ylim(-2.05, 1.05)
    right.set_yticks([-2, -1, 0, 1], ["0.01", "0.1", "1", "10"])
    label(left, " ", "step", "rate times sharpness")
    label(right, " ", "step", "loss (log)", legend=False)


def _empty() -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 3.6), layout="constrained")
    _prepare(figure)
    freeze_layout(figure)
    return figure


def figure_of(sharpness: Function, rate: float = 0.4, net: int = 0) -> Figure:
    """Return the explorer's figure without the controls, for pages that stand still."""
    figure = _empty()
    draw(figure, compute(sharpness, rate, net))
    return figure


def explorer(sharpness: Function) -> None:
    """Show the explorer, which measures with the student's ``sharpness``: the rate, the net."""
    figure = _empty()
    rate = power("rate", 0.2, -1.5, 0.5, 0.05, ".2g")
    net = slider("net", 0, 0, 5)

    def redraw() -> None:
        draw(figure, compute(sharpness, rate.value, net.value))

    explore(figure, redraw, [rate, net], yours=lambda: "sharpness")
