"""Figures of notebook 01."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.lessons.preprocessing.experiments.training import (
    OUTPUT_RATES,
    Descent,
    Grid,
    Valley,
)
from course_lib.plots import MARKERS, PALETTE, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEVELS = (1.0, 0.3, 0.1, 0.03, 0.01)
_LINES = ("-", "--", "-.", ":")


def _figure(width: float, height: float) -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def plot_weather(x: Array) -> Figure:
    """Draw the weather (N, 2) twice: to scale, and as plotting programs stretch it."""
    figure = _figure(9.5, 3.2)
    true, stretched = figure.subplots(1, 2)
    for axes, title in ((true, "To scale"), (stretched, "Stretched to fill the frame")):
        axes.plot(x[:, 0], x[:, 1], "o", color=PALETTE[0], markersize=3, label="a day")
        label(axes, title, "temperature (degrees Fahrenheit)", "humidity (fraction)", legend=False)
    true.legend()
    true.set_aspect("equal")
    true.set_ylim(-12, 12)
    return figure


def draw_valley(axes: Axes, valley: Valley, title: str, x: str, y: str) -> None:
    """Draw contours of the loss over two weights ``x`` and ``y``, to scale, and the path on it."""
    for i, level in enumerate(LEVELS):
        axes.plot(
            *valley.contour(level),
            color=PALETTE[7],
            linewidth=1,
            label="contours of the loss" if i == 0 else None,
        )
    axes.plot(*valley.path.T, color=PALETTE[1], marker="o", markersize=3, label="path")
    axes.plot(*valley.best, color=PALETTE[2], marker="*", markersize=13, ls="", label="best")
    middle, half = window(valley)
    axes.set_xlim(middle[0] - half, middle[0] + half)
    axes.set_ylim(middle[1] - half, middle[1] + half)
    axes.set_aspect("equal")
    label(axes, title, x, y, legend=False)


def window(valley: Valley) -> tuple[Array, float]:
    """Return the middle and half the width of a square around the start and the best weights."""
    return valley.best / 2, 0.75 * float(np.abs(valley.best).max())


def plot_valleys(valleys: dict[str, Valley]) -> Figure:
    """Draw valleys beside one another, each to its own scale."""
    figure = _figure(3.5 * len(valleys), 4.2)
    panels = np.atleast_1d(figure.subplots(1, len(valleys)))
    for axes, (name, valley) in zip(panels, valleys.items(), strict=True):
        ratio = valley.eigenvalues[1] / valley.eigenvalues[0]
        number = f"{ratio:,.0f}" if ratio > 10 else f"{ratio:.2f}"
        title = f"{name}, {len(valley.path) - 1} steps\ncondition number {number}"
        draw_valley(axes, valley, title, "first weight", "second weight")
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    return figure


def plot_descents(descents: dict[str, Descent]) -> Figure:
    """Draw what is left of the avoidable loss over the number of steps, both logarithmic."""
    figure = _figure(7.5, 4)
    axes = figure.subplots()
    steps = np.unique(np.round(np.logspace(0, 7, 200)))
    for i, (name, descent) in enumerate(descents.items()):
        left = np.maximum(descent.left(steps), 1.2e-6)  # what falls lower sticks to the edge
        axes.loglog(
            steps,
            left,
            color=PALETTE[i],
            ls=_LINES[i % 4],
            marker=MARKERS[i],
            markevery=25,
            label=f"{name}: {descent.steps:,} {'step' if descent.steps == 1 else 'steps'}",
        )
    goal = next(iter(descents.values())).goal
    axes.axhline(goal, color="black", linewidth=0.8)
    axes.text(20, goal, "goal", va="bottom")
    axes.set_ylim(1e-6, 2)
    label(
        axes,
        "Gradient descent at the largest rate that does not overshoot",
        "step (log scale)",
        "share of the avoidable loss left (log scale)",
    )
    return figure


def plot_grids(tables: dict[str, dict[str, Grid]]) -> Figure:
    """Draw test accuracy over the learning rate: a panel a table, a curve a scaling."""
    figure = _figure(4.8 * len(tables), 3.9)
    panels = np.atleast_1d(figure.subplots(1, len(tables), sharey=True))
    for axes, (title, grids) in zip(panels, tables.items(), strict=True):
        for i, (name, grid) in enumerate(grids.items()):
            axes.errorbar(
                grid.rates,
                grid.test.mean(axis=1),
                yerr=grid.test.std(axis=1, ddof=1) / np.sqrt(grid.test.shape[1]),
                color=PALETTE[i],
                ls=_LINES[i % 4],
                marker=MARKERS[i],
                capsize=3,
                label=name,
            )
        axes.set_xscale("log")
        axes.set_ylim(0, 1.02)
        seeds = next(iter(grids.values())).test.shape[1]
        heading = f"{title}, {seeds} seeds (bars: SE)"
        label(axes, heading, "learning rate", "test accuracy", legend=False)
    handles, names = panels[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=2 * len(tables))
    return figure


def plot_cloud(x: Array, mean: Array, components: Array, variances: Array, white: Array) -> Figure:
    """Draw rows (N, 2) with their principal axes, and the same rows whitened."""
    figure = _figure(9, 4)
    left, right = figure.subplots(1, 2)
    left.plot(*x.T, "o", color=PALETTE[5], markersize=3, label="a tumour")
    for k in range(2):
        ends = mean + np.outer([-2, 2], np.sqrt(variances[k]) * components[k])
        left.plot(
            *ends.T, color=PALETTE[k + 2], lw=3, ls=_LINES[k], label=f"axis {k + 1}, 2 std each way"
        )
    left.set_aspect("equal", adjustable="datalim")
    label(left, "Standardized", "radius (std)", "perimeter (std)")
    right.plot(*white.T, "o", color=PALETTE[5], markersize=3, label="a tumour")
    right.set_aspect("equal", adjustable="datalim")
    label(right, "Whitened", "along axis 1 (std)", "along axis 2 (std)")
    return figure


def plot_spectrum(variances: Array, epsilons: tuple[float, ...]) -> Figure:
    """Draw the variances (D,) along the axes on a logarithmic scale, and a line for each eps."""
    figure = _figure(7.5, 3.8)
    axes = figure.subplots()
    floor = 1e-7
    number = np.arange(1, len(variances) + 1)
    zero = variances < floor
    axes.semilogy(number[~zero], variances[~zero], "o", color=PALETTE[0], label="variance")
    axes.semilogy(
        number[zero],
        np.full(zero.sum(), floor),
        "v",
        color=PALETTE[1],
        label=f"{zero.sum()} axes without variance, drawn at the edge",
    )
    for i, eps in enumerate(epsilons):
        axes.axhline(eps, color=PALETTE[3 + i], ls=_LINES[i + 1], label=f"eps = {eps:g}")
    axes.set_ylim(floor / 2, None)
    label(axes, "Digits: variance along each axis", "axis", "variance (grey levels squared)")
    axes.legend(fontsize=9)
    return figure


def plot_images(rows: dict[str, Array], labels: Array) -> Figure:
    """Draw rows of 8 x 8 images; each name has images (n, 64), each with its own grey scale.

    The first row has the ``labels`` (n,) above it.
    """
    count = len(next(iter(rows.values())))
    figure = _figure(1.1 * count + 1.6, 1.25 * len(rows))
    panels = figure.subplots(len(rows), count)
    for line, (name, images) in zip(panels, rows.items(), strict=True):
        for axes, image in zip(line, images, strict=True):
            axes.imshow(image.reshape(8, 8), cmap="gray")
            axes.set_xticks([])
            axes.set_yticks([])
            axes.grid(False)
        line[0].set_ylabel(name, rotation=0, ha="right", va="center")
    for axes, digit in zip(panels[0], labels, strict=True):
        axes.set_title(f"{digit}")
    figure.suptitle("Each image is stretched from black to white")
    return figure


def plot_outputs(errors: dict[str, Array], noise: float) -> Figure:
    """Draw the test error in watts (rates, seeds) over the learning rate; nan is left out."""
    figure = _figure(7.5, 4)
    axes = figure.subplots()
    for i, (name, runs) in enumerate(errors.items()):
        mean, spread = runs.mean(axis=1), runs.std(axis=1, ddof=1) / np.sqrt(runs.shape[1])
        axes.errorbar(
            OUTPUT_RATES,
            mean,
            yerr=spread,
            color=PALETTE[i],
            ls=_LINES[i],
            marker=MARKERS[i],
            capsize=3,
            label=name,
        )
    axes.axhline(noise, color="black", lw=0.8, label="noise in the data")
    axes.set_xscale("log")
    axes.set_yscale("log")
    seeds = next(iter(errors.values())).shape[1]
    label(
        axes,
        f"Power that cooling takes: test error, {seeds} seeds (bars: SE)",
        "learning rate",
        "root mean squared error (W)",
    )
    return figure
