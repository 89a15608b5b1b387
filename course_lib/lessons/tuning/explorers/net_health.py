"""Explorer: the three curves that show how a net is doing, for any learning rate and L2 strength.

A net is trained when its place is first chosen, and kept. Its two seeds stand in the row of the
notebook's others and were not chosen: where a net with a rate far too high ends is chance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.network import Network
from course_lib.engine.optim import Momentum
from course_lib.engine.train import fit
from course_lib.explorer import choice, explore, steps
from course_lib.lessons.tuning.experiments.sanity import digits, two_layers
from course_lib.lessons.tuning.experiments.search import noisy_digits
from course_lib.plots import PALETTE, freeze_layout, label
from course_lib.seeds import default_rng

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Diagnose = Callable[[Array, Array, Array], str]
RATES = tuple(round(r, 2) for r in np.arange(-5, 1.1, 0.5).tolist())  # powers of ten
STRENGTHS = (0.0, 0.001, 0.01, 0.1)
DATA = {"1198 digits": (1198, 0.0), "150 digits, 40 % random labels": (150, 0.4)}
EPOCHS = 20


@dataclass(frozen=True)
class Curves:
    """The curves of one net by epoch."""

    loss: Array
    train_accuracy: Array
    val_accuracy: Array
    ratio: Array


@lru_cache(maxsize=len(DATA) * len(STRENGTHS) * len(RATES))
def compute(data: str, strength: float, rate: float) -> Curves:
    """Train a net with the rate ``10**rate`` and the L2 ``strength``; all begin alike."""
    d = digits()
    x, labels = noisy_digits(*DATA[data], seed=0)
    net = Network(two_layers(64), default_rng(95))
    history = fit(
        net,
        x,
        labels,
        Momentum(10.0**rate),
        epochs=EPOCHS,
        batch_size=50,
        rng=default_rng(96),
        x_val=d.x_val,
        labels_val=d.y_val,
        l2=strength,
        stop_factor=None,
    )
    per_epoch = len(history.loss) // EPOCHS
    return Curves(
        history.loss[::per_epoch],
        history.train_accuracy,
        history.val_accuracy,
        np.median(history.update_ratio.reshape(EPOCHS, per_epoch), axis=1),
    )


def verdict(curves: Curves, diagnose: Diagnose | None) -> str:
    """Return what the student's ``diagnose`` says about the curves, as a sentence."""
    if diagnose is None:
        return "no diagnosis"
    try:
        diagnosis = diagnose(
            curves.loss.copy(), curves.train_accuracy.copy(), curves.val_accuracy.copy()
        )
    except NotImplementedError:
        return "diagnose is not written yet"
    return f"your diagnose says: {diagnosis}"


def draw(figure: Figure, curves: Curves, text: str = "") -> None:
    """Draw loss, accuracies and update ratio."""
    if not figure.axes:
        _prepare(figure)
    epochs = np.arange(1, EPOCHS + 1)
    left, middle, right = figure.axes
    left.lines[0].set_data(epochs, np.clip(curves.loss, 1e-4, 1e4))
    middle.lines[0].set_data(epochs, curves.train_accuracy)
    middle.lines[1].set_data(epochs, curves.val_accuracy)
    right.lines[0].set_data(epochs, np.clip(curves.ratio, 1e-7, 1e1))
    middle.set_title(text)


def _prepare(figure: Figure) -> None:
    left, middle, right = figure.subplots(1, 3)
    left.plot([], [], color=PALETTE[0], label="training loss")
    left.axhline(np.log(10), color=PALETTE[7], linestyle="--", label="ln 10")
    middle.plot([], [], color=PALETTE[0], label="training")
    middle.plot([], [], "--", color=PALETTE[1], label="validation")
    right.plot([], [], color=PALETTE[2], label="median of the epoch")
    right.axhline(1e-3, color=PALETTE[7], linestyle="--", label="1e-3")
    left.set_yscale("log")
    right.set_yscale("log")
    for axes, limits in zip(
        (left, middle, right), ((1e-4, 1.5e4), (0, 1.03), (1e-7, 2e1)), strict=True
    ):
        axes.set_xlim(0, EPOCHS + 1)
        axes.set_ylim(*limits)
    label(left, "loss at the start of each epoch", "epoch", "loss (nats, cut at 1e4)")
    label(middle, "", "epoch", "accuracy (share right)")
    label(right, "update ratio, all parameters", "epoch", "norm of update / norm of w")


def figure_of(
    data: str = "1198 digits",
    strength: float = 0.0,
    rate: float = -1.0,
    diagnose: Diagnose | None = None,
) -> Figure:
    """Return the explorer's figure without the widget, for pages that stand still."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10.5, 3.2), layout="constrained")
    curves = compute(data, strength, rate)
    draw(figure, curves, verdict(curves, diagnose))
    freeze_layout(figure)
    return figure


def explorer(diagnose: Diagnose | None = None) -> None:
    """Show the explorer: training data, learning rate and L2 strength of one net."""
    data = choice("data", list(DATA))
    rate = steps("log10 rate", RATES, -1.0)
    strength = steps("L2", STRENGTHS, 0.0)
    figure = figure_of()

    def redraw() -> None:
        curves = compute(data.value, strength.value, rate.value)
        draw(figure, curves, verdict(curves, diagnose))

    explore(figure, redraw, [data], [rate, strength], yours=lambda: "diagnose")
