"""Figures of notebook 00."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.lessons.warmup.experiments.nets import LossCurves, Overfit, StepSizes
from course_lib.plots import MARKERS, PALETTE, label, mean_band

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def _figure(width: float, height: float) -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def plot_activations() -> Figure:
    """Draw the six activations of the lecture, each with its slope."""
    from course_lib.lessons.warmup.explorers.activation import NAMES, compute

    figure = _figure(9.5, 5.2)
    for axes, name in zip(figure.subplots(2, 3).flat, NAMES, strict=True):
        activation = compute(name, 0.0)
        axes.plot(activation.x, activation.value, color=PALETTE[0], label="value")
        axes.plot(activation.x, activation.slope, color=PALETTE[1], linestyle="--", label="slope")
        axes.set_ylim(-2.2, 4.2)
        label(axes, activation.title, "input x", "value and slope")
    return figure


def plot_dying(
    curves: dict[str, Array], lr: float, final: dict[str, Array], lrs: list[float]
) -> Figure:
    """Draw shares of dead units over the steps at ``lr``, and at the end for each of ``lrs``.

    ``curves[name]`` is (seeds, steps + 1); ``final[name]`` is (learning rates, seeds).
    """
    figure = _figure(9.5, 3.6)
    left, right = figure.subplots(1, 2)
    for i, (name, runs) in enumerate(curves.items()):
        mean_band(left, np.arange(runs.shape[1]), 100 * runs, name, i)
    seeds = len(next(iter(curves.values())))
    # Room for the legend above the bands.
    left.set_ylim(0, 1.4 * left.get_ylim()[1])
    label(left, f"Learning rate {lr:g}, {seeds} seeds (band: SD)", "step", "dead units (%)")
    left.legend(loc="upper right")
    for i, (name, runs) in enumerate(final.items()):
        right.errorbar(
            lrs,
            100 * runs.mean(axis=1),
            yerr=100 * runs.std(axis=1, ddof=1) / np.sqrt(runs.shape[1]),
            color=PALETTE[i],
            marker=MARKERS[i],
            capsize=3,
            label=name,
        )
    title = f"After the last step, {seeds} seeds (bars: SE)"
    label(right, title, "learning rate", "dead units (%)")
    return figure


def plot_step_sizes(result: StepSizes) -> Figure:
    """Draw the error of both difference quotients over h, both axes logarithmic."""
    figure = _figure(6.8, 4.0)
    axes = figure.subplots()
    lines = (("central, yours", result.central), ("one-sided", result.one_sided))
    for i, (name, errors) in enumerate(lines):
        logs = np.log10(np.maximum(errors, 1e-16))
        mean, deviation = logs.mean(axis=0), logs.std(axis=0, ddof=1)
        axes.plot(result.h, 10**mean, color=PALETTE[i], marker=MARKERS[i], label=name)
        axes.fill_between(
            result.h,
            10 ** (mean - deviation),
            10 ** (mean + deviation),
            color=PALETTE[i],
            alpha=0.2,
        )
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.invert_xaxis()
    title = f"Error of a numerical gradient, {len(result.central)} seeds (band: SD of the log)"
    label(
        axes, title, "step size h (log scale, smaller to the right)", "relative error (log scale)"
    )
    return figure


def plot_template(w: Array, first: int, second: int, x: Array, target: Array) -> Figure:
    """Draw the mean image of each digit in ``x`` (N, 64) and the weights (64, 1) that tell them."""
    figure = _figure(9.5, 3.2)
    panels = figure.subplots(1, 3)
    for axes, digit, side in zip(panels, (first, second), (-1, 1), strict=False):
        axes.imshow(x[target[:, 0] == side].mean(axis=0).reshape(8, 8), cmap="gray_r")
        label(axes, f"Mean of all {digit}s", "column", "row")
    bound = np.abs(w).max()
    image = panels[2].imshow(w.reshape(8, 8), cmap="PuOr", vmin=-bound, vmax=bound)
    figure.colorbar(image, ax=panels[2]).set_label("weight (per unit of ink)")
    label(panels[2], f"Weights: {first} (-1) or {second} (+1)", "column", "row")
    for axes in panels:
        axes.grid(False)
    return figure


def plot_two_losses(curves: LossCurves) -> Figure:
    """Draw both losses and their slopes over the score of the right class."""
    figure = _figure(9.5, 3.6)
    left, right = figure.subplots(1, 2)
    pairs = (
        ("softmax (yours)", curves.softmax, curves.softmax_slope),
        ("hinge", curves.hinge, curves.hinge_slope),
    )
    for i, (name, loss, slope) in enumerate(pairs):
        style = {"color": PALETTE[i], "linestyle": ("-", "--")[i], "label": name}
        left.plot(curves.score, loss, **style)
        right.plot(curves.score, slope, **style)
    label(left, "Loss; the wrong classes score 0 and 1", "score of the right class", "loss")
    title = "Its slope with respect to that score"
    label(right, title, "score of the right class", "slope of the loss")
    return figure


def plot_overfit(result: Overfit) -> Figure:
    """Draw loss, accuracy and the weight of the strongest direction over the steps."""
    figure = _figure(9.5, 6.2)
    panels = figure.subplots(2, 2)
    steps = np.arange(result.loss.shape[1])
    seeds = len(result.loss)
    _panel(panels[0, 0], steps, result.loss, f"Loss, {seeds} seeds (band: SD)", "loss (nats)", 0)
    panels[0, 0].axhline(np.log(10), color=PALETTE[6], linestyle=":", label="ln 10")
    panels[0, 0].legend()
    _panel(panels[0, 1], steps, 100 * result.accuracy, "Accuracy", "accuracy (%)", 1)
    early = steps <= 50
    twin = 100 * np.stack([result.accuracy, result.one_direction])[:, :, early]
    axes = panels[1, 0]
    mean_band(axes, steps[early], twin[0], "accuracy", 1)
    mean_band(axes, steps[early], twin[1], "logits in one direction", 2)
    label(axes, "The first 50 steps", "step", "per cent")
    axes = panels[1, 1]
    mean_band(axes, steps[early], np.log(10) - result.loss[:, early], "ln 10 - loss", 0)
    axes.set_yscale("log")
    label(axes, "How far the loss has come", "step", "ln 10 - loss (nats, log scale)")
    return figure


def _panel(axes: Axes, steps: Array, runs: Array, title: str, y: str, index: int) -> None:
    mean_band(axes, steps, runs, "mean", index)
    label(axes, title, "step", y)
