"""Figures of notebook 07."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.search import SearchResult
from course_lib.lessons.tuning.experiments import search as ts
from course_lib.lessons.tuning.experiments.sanity import TinySet
from course_lib.lessons.tuning.experiments.signs import (
    LOSS_SHAPES,
    RATIO_RATES,
    WEIGHT_STRENGTHS,
    Capacity,
    FirstLayer,
    Patient,
    Ratios,
)
from course_lib.plots import MARKERS, PALETTE, label, mean_band

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STYLES = ("-", "--", "-.", ":")


def new_figure(width: float, height: float) -> Figure:
    """Return an empty figure that pyplot does not know."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def overfit(run: TinySet) -> Figure:
    """Draw cost and accuracy on 20 examples, and the cost when labels are shuffled."""
    figure = new_figure(9, 3.3)
    left, right = figure.subplots(1, 2)
    steps = np.arange(1, len(run.cost) + 1)
    mean_band(left, steps, run.cost.T, "20 digits", 0)
    mean_band(left, steps, run.shuffled_cost.T, "labels mixed up at every step", 1)
    mean_band(right, steps, run.accuracy.T, "20 digits", 0)
    seeds = run.cost.shape[1]
    label(left, f"cost, mean and SD of {seeds} sets of 20", "step", "cost (nats)")
    label(right, "training accuracy", "step", "accuracy (share right)")
    return figure


def lecture_search() -> Figure:
    """Draw the rows of the lecture's two searches, with the ends of the fine range."""
    figure = new_figure(9, 3.4)
    left, right = figure.subplots(1, 2)
    error = [ts.sampling_error(v, 1000) for v in ts.LECTURE_FINE[:, 0]]
    for axes in (left, right):
        if axes is left:
            axes.plot(*ts.LECTURE_COARSE[:, [1, 0]].T, "o", color=PALETTE[0], label="coarse")
            axes.plot(*ts.LECTURE_FINE[:, [1, 0]].T, "s", color=PALETTE[1], label="fine")
        else:
            axes.errorbar(
                ts.LECTURE_FINE[:, 1],
                ts.LECTURE_FINE[:, 0],
                yerr=error,
                fmt="s",
                color=PALETTE[1],
                capsize=2,
                label="fine, with sampling error",
            )
        for end in ts.FINE_LR:
            axes.axvline(end, color=PALETTE[7], linestyle="--")
        axes.set_xscale("log")
    label(left, "all 33 rows of the slides", "learning rate", "validation accuracy (share)")
    label(right, "fine search; dashed: ends of its range", "learning rate", "accuracy (share)")
    return figure


def search_map(result: SearchResult, shape: tuple[int, int], trials: dict[str, Array]) -> Figure:
    """Draw validation accuracy over learning rate and L2 strength, and trials (n, 2) on top."""
    figure = new_figure(7.5, 3.8)
    axes = figure.subplots()
    grid = [np.log10(a.reshape(shape)) for a in (result.lr, result.l2)]
    values = result.val_accuracy.reshape(shape)
    mesh = axes.pcolormesh(*grid, values, vmin=0, vmax=1, cmap="viridis", shading="nearest")
    figure.colorbar(mesh, ax=axes, label="validation accuracy (share)")
    for i, (name, points) in enumerate(trials.items()):
        marker = MARKERS[i]
        axes.plot(
            *np.log10(points).T, marker, color="white", markeredgecolor="black", label=name, ms=8
        )
    axes.grid(visible=False)
    label(axes, "three epochs of training", "log10 of learning rate", "log10 of L2 strength")
    if trials:
        axes.legend(loc="upper left", bbox_to_anchor=(0, -0.2), ncols=len(trials))
    return figure


def search_stages(stages: dict[str, SearchResult]) -> Figure:
    """Draw accuracy against the learning rate for each stage of a search."""
    figure = new_figure(9, 3.3)
    for i, (axes, (name, result)) in enumerate(
        zip(figure.subplots(1, len(stages)), stages.items(), strict=True)
    ):
        ran = ~result.exploded
        axes.plot(
            result.lr[ran], result.val_accuracy[ran], MARKERS[i], color=PALETTE[i], label="trials"
        )
        axes.plot(
            result.lr[~ran], result.val_accuracy[~ran], "x", color=PALETTE[6], label="stopped"
        )
        best = result.best
        axes.plot(
            result.lr[best],
            result.val_accuracy[best],
            "o",
            ms=14,
            fillstyle="none",
            color=PALETTE[6],
            label="best",
        )
        axes.set_xscale("log")
        label(axes, name, "learning rate", "validation accuracy (share)")
    return figure


def early_and_late(correlations: dict[str, dict[str, Array]]) -> Figure:
    """Draw rank correlations with the end of training, one panel for each training set."""
    figure = new_figure(9, 3.3)
    for axes, (title, curves) in zip(
        figure.subplots(1, len(correlations), sharey=True), correlations.items(), strict=True
    ):
        for i, (name, runs) in enumerate(curves.items()):
            mean_band(axes, np.arange(1, len(runs) + 1), runs.T, name, i)
        label(axes, title, "epoch", "rank correlation with the end")
    return figure


def patients(charts: Sequence[Patient]) -> Figure:
    """Draw the loss and the two accuracies of each patient."""
    figure = new_figure(11, 4.6)
    for column, (patient, axes) in enumerate(
        zip(charts, figure.subplots(2, len(charts)).T, strict=True)
    ):
        epochs = np.arange(1, len(patient.loss) + 1)
        axes[0].plot(epochs, patient.loss, color=PALETTE[0], label="training")
        axes[0].set_yscale("log")
        axes[0].set_ylim(1e-2, 1e3)
        axes[1].plot(epochs, patient.train_accuracy, color=PALETTE[0], label="training")
        axes[1].plot(epochs, patient.val_accuracy, "--", color=PALETTE[1], label="validation")
        axes[1].set_ylim(0, 1.03)
        first = column == 0
        label(axes[0], f"patient {patient.name}", "epoch", "loss (nats)" if first else "", False)
        label(axes[1], "", "epoch", "accuracy (share)" if first else "", legend=first)
    return figure


def loss_shapes(curves: dict[str, Array]) -> Figure:
    """Draw the loss for four learning rates, mean and range over the seeds."""
    figure = new_figure(7, 3.4)
    axes = figure.subplots()
    for i, (name, runs) in enumerate(curves.items()):
        epochs = np.arange(1, len(runs) + 1)
        legend = f"{name}: {LOSS_SHAPES[name]:g}"
        axes.plot(epochs, runs.mean(axis=1), color=PALETTE[i], marker=MARKERS[i], label=legend)
        # A standard deviation larger than its mean has no place on a logarithmic axis.
        bottom, top = runs.min(axis=1), runs.max(axis=1)
        axes.fill_between(epochs, bottom, top, color=PALETTE[i], alpha=0.2, linewidth=0)
    seeds = len(next(iter(curves.values()))[0])
    title = f"four learning rates, mean and range of {seeds} seeds"
    label(axes, title, "epoch", "loss (nats, log scale)", legend=False)
    axes.set_yscale("log")
    axes.axhline(np.log(10), color="black", linewidth=0.8)
    axes.annotate("ln 10", (len(runs), np.log(10)), va="bottom", ha="right", fontsize=8)
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), title="learning rate")
    return figure


def ratios(measured: Ratios) -> Figure:
    """Draw the update ratio of each step for SGD and Adam."""
    figure = new_figure(9, 3.4)
    for axes, runs, name in zip(
        figure.subplots(1, 2, sharey=True),
        (measured.sgd, measured.adam),
        ("SGD", "Adam"),
        strict=True,
    ):
        for i, (rate, row) in enumerate(zip(RATIO_RATES, runs, strict=True)):
            steps = np.arange(1, len(row) + 1)
            axes.plot(steps, row, STYLES[i], color=PALETTE[i], label=f"rate {rate:g}")
        axes.axhline(1e-3, color=PALETTE[6], linewidth=1, label="1e-3")
        axes.set_yscale("log")
        label(axes, f"{name}, one net each", "step", "update ratio of the first weights")
    figure.axes[0].legend(ncols=2, fontsize=8)
    figure.axes[1].legend().remove()
    return figure


def first_layers(layers: FirstLayer, units: int = 10) -> Figure:
    """Draw the first-layer weights of the first seed as images, one row for each L2 strength."""
    figure = new_figure(9, 3.4)
    grid = figure.subplots(len(WEIGHT_STRENGTHS), units)
    for row, strength in enumerate(WEIGHT_STRENGTHS):
        w = layers.w[row, 0]
        largest = np.argsort(-np.linalg.norm(w, axis=0))[:units]
        for axes, unit in zip(grid[row], largest, strict=True):
            limit = np.abs(w[:, unit]).max()
            axes.imshow(w[:, unit].reshape(8, 8), cmap="gray", vmin=-limit, vmax=limit)
            axes.set_xticks([])
            axes.set_yticks([])
            axes.grid(visible=False)
        grid[row, 0].set_ylabel(f"L2 {strength:g}")
    figure.suptitle("first-layer weights, ten largest units; pixel column across, row down")
    return figure


def capacity(nets: Capacity) -> Figure:
    """Draw the decision of nets with few and with many hidden units."""
    figure = new_figure(9.5, 3.3)
    for i, (axes, width, z) in enumerate(
        zip(
            figure.subplots(1, len(nets.widths), sharey=True),
            nets.widths,
            nets.decision,
            strict=True,
        )
    ):
        axes.contourf(
            nets.side, nets.side, z, levels=[-1e9, 0, 1e9], colors=[PALETTE[5], PALETTE[4]]
        )
        for k in (0, 1):
            points = nets.x[nets.labels == k]
            axes.plot(
                *points.T,
                MARKERS[k],
                color=(PALETTE[0], PALETTE[1])[k],
                markeredgecolor="white",
                label=f"class {k}",
            )
        axes.grid(visible=False)
        share = nets.train_accuracy[i, 0]
        title = f"{width} hidden units, training {share:.2f}"
        label(axes, title, "first input", "second input" if i == 0 else "", legend=i == 0)
    return figure
