"""Figures of notebook 03; the computational graph has a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.lessons.batchnorm.experiments.graph import plot_graph
from course_lib.lessons.batchnorm.experiments.own import Curves, TestTime, Traces
from course_lib.lessons.batchnorm.experiments.training import (
    KINDS,
    BatchSizes,
    HeatMap,
    Rates,
    Regularized,
)
from course_lib.plots import MARKERS, PALETTE, label, mean_band

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = [
    "plot_batch_sizes",
    "plot_deep",
    "plot_graph",
    "plot_heat_map",
    "plot_places",
    "plot_regularization",
    "plot_running",
    "plot_spread",
    "plot_stds",
    "plot_test_time",
]


def _figure(width: float, height: float) -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def _error_bars(axes: Axes, x: Array, runs: Array, name: str, index: int) -> None:
    """Draw means over the seeds of ``runs`` (points, seeds), with one standard deviation."""
    axes.errorbar(
        x,
        runs.mean(axis=1),
        yerr=runs.std(axis=1, ddof=1),
        color=PALETTE[index],
        marker=MARKERS[index],
        capsize=3,
        label=name,
    )


def plot_stds(without: dict[float, Array], with_norm: dict[float, Array]) -> Figure:
    """Draw the std of the activations over the layers, for several stds of the weights.

    Each array is (seeds, layers).
    """
    figure = _figure(9.5, 3.5)
    panels = figure.subplots(1, 2, sharey=True)
    titles = "without batch norm", "with your batch norm"
    for axes, title, curves in zip(panels, titles, (without, with_norm), strict=True):
        for i, (std, runs) in enumerate(curves.items()):
            layers = np.arange(1, runs.shape[1] + 1)
            mean = runs.mean(axis=0)
            # Curves that lie on one another must not hide: smaller markers come on top.
            style = {"linestyle": ("-", "--", ":")[i % 3], "markersize": 10 - 3 * i}
            axes.plot(
                layers,
                mean,
                color=PALETTE[i],
                marker=MARKERS[i],
                label=f"weights of std {std:g}",
                **style,
            )
        axes.set_yscale("log")
        seeds = len(next(iter(curves.values())))
        label(axes, f"{title}, mean of {seeds} seeds", "layer", "std of the activations (log)")
    return figure


def plot_spread(by_size: dict[int, Array], value: float) -> Figure:
    """Draw what becomes of one number in random batches of several sizes; 200 of them as dots."""
    figure = _figure(7.5, 3.4)
    axes = figure.subplots()
    for i, values in enumerate(by_size.values()):
        shown = values[:200]
        jitter = np.random.default_rng(i).uniform(-0.25, 0.25, len(shown))
        text = f"one batch ({len(shown)} are shown)" if i == 0 else None
        axes.plot(i + jitter, shown, ".", color=PALETTE[5], label=text)
        axes.errorbar(
            i,
            values.mean(),
            yerr=values.std(),
            color=PALETTE[6],
            marker=MARKERS[1],
            capsize=5,
            linewidth=2,
            label="mean and SD of all" if i == 0 else None,
        )
    axes.set_xticks(range(len(by_size)), [str(size) for size in by_size])
    draws = len(next(iter(by_size.values())))
    label(axes, f"The number {value:g} in {draws} random batches", "batch size", "normalized value")
    axes.legend(loc="lower right")
    return figure


def plot_running(traces: Traces) -> Figure:
    """Draw the batch means of one unit and the running means that follow them."""
    figure = _figure(7.5, 3.5)
    axes = figure.subplots()
    steps = np.arange(1, len(traces.batch) + 1)
    axes.plot(steps, traces.batch, ".", color=PALETTE[7], label="mean of one batch")
    for i, (momentum, trace) in enumerate(traces.running.items()):
        axes.plot(
            steps,
            trace,
            color=PALETTE[i],
            linestyle=("-", "--", "-.")[i % 3],
            label=f"running mean, momentum {momentum:g}",
        )
    axes.axhline(traces.everything, color=PALETTE[6], linewidth=1, label="mean of all the data")
    axes.set_ylim(0, 5.2)
    label(axes, "One unit, running mean starting at 0", "batch", "mean of the unit")
    axes.legend(ncols=2, loc="upper center")
    return figure


def plot_deep(curves: dict[str, Curves], title: str) -> Figure:
    """Draw the loss of each step, averaged over ten neighbouring steps."""
    figure = _figure(9.5, 3.6)
    axes = figure.subplots()
    for i, (name, runs) in enumerate(curves.items()):
        steps = len(runs.loss) // 10 * 10
        smooth = runs.loss[:steps].reshape(-1, 10, runs.loss.shape[1]).mean(axis=1)
        mean_band(axes, np.arange(5, steps, 10), smooth.T, name, i)
    axes.axhline(np.log(10), color=PALETTE[7], linestyle="--", label="guessing: ln 10")
    axes.set_ylim(bottom=0)
    seeds = next(iter(curves.values())).loss.shape[1]
    label(axes, f"{title} ({seeds} seeds, band: SD)", "step", "training loss (nats)")
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    return figure


def plot_heat_map(heat: HeatMap) -> Figure:
    """Draw the accuracies as colours with their numbers; batch norm is in the lower row."""
    figure = _figure(10.5, 4.6)
    panels = figure.subplots(2, len(heat.depths), sharex=True, sharey=True)
    for (row, column), axes in np.ndenumerate(panels):
        table = 100 * heat.accuracy[row, column]
        image = axes.imshow(table, vmin=0, vmax=100, aspect="auto")
        axes.grid(False)
        for (i, j), value in np.ndenumerate(table):
            colour = "black" if value > 60 else "white"
            axes.text(j, i, f"{value:.0f}", ha="center", va="center", color=colour, fontsize=9)
        axes.set_xticks(range(len(heat.rates)), [f"{rate:g}" for rate in heat.rates], fontsize=8)
        axes.set_yticks(range(len(heat.inits)), [str(init) for init in heat.inits])
        axes.set_title(f"{('no BN', 'BN')[row]}, {heat.depths[column]} hidden layers")
        if row == 1:
            axes.set_xlabel("learning rate")
        if column == 0:
            axes.set_ylabel("weights (std)")
    figure.colorbar(image, ax=list(panels.flat), label="validation accuracy (percent)")
    return figure


def plot_batch_sizes(result: BatchSizes) -> Figure:
    """Draw the accuracy over the batch size of training."""
    figure = _figure(6.8, 3.6)
    axes = figure.subplots()
    sizes = np.array(result.sizes)
    _error_bars(axes, sizes, 100 * result.without, "no BN", 0)
    _error_bars(axes, sizes, 100 * result.with_norm, "BN", 1)
    axes.set_xscale("log", base=2)
    axes.set_xticks(sizes, [str(size) for size in sizes])
    seeds = result.without.shape[1]
    title = f"3 epochs, 5 hidden layers ({seeds} seeds, bars: SD)"
    label(axes, title, "batch size in training", "validation accuracy (percent)")
    return figure


def plot_test_time(result: TestTime) -> Figure:
    """Draw the test accuracy over the size of the test batch."""
    figure = _figure(6.8, 3.6)
    axes = figure.subplots()
    sizes = np.array(result.sizes)
    _error_bars(axes, sizes, 100 * result.mixed, "batch's own, classes mixed", 0)
    _error_bars(axes, sizes, 100 * result.one_class, "batch's own, one class", 1)
    running = 100 * result.running
    axes.axhline(running.mean(), color=PALETTE[2], linestyle="--", label="running statistics")
    axes.set_xscale("log", base=2)
    axes.set_xticks(sizes, [str(size) for size in sizes])
    title = f"One trained net for each of {len(running)} seeds (bars: SD)"
    label(axes, title, "batch size at test time", "test accuracy (percent)")
    return figure


def plot_places(result: Rates) -> Figure:
    """Draw accuracies for batch norm before and after ReLU, and the paired difference."""
    figure = _figure(9.5, 3.5)
    left, right = figure.subplots(1, 2)
    rates = np.array(result.rates)
    for i, (place, runs) in enumerate(result.accuracy.items()):
        _error_bars(left, rates, 100 * runs, f"{place} ReLU", i)
    difference = 100 * (result.accuracy["after"] - result.accuracy["before"])
    seeds = difference.shape[1]
    right.errorbar(
        rates,
        difference.mean(axis=1),
        yerr=difference.std(axis=1, ddof=1) / np.sqrt(seeds),
        color=PALETTE[3],
        marker=MARKERS[3],
        capsize=3,
        label="after minus before",
    )
    right.axhline(0, color=PALETTE[7], linestyle="--")
    for axes in (left, right):
        axes.set_xscale("log")
        axes.set_xticks(rates, [f"{rate:g}" for rate in rates])
        axes.minorticks_off()
    label(left, f"{seeds} seeds (bars: SD)", "learning rate", "validation accuracy (percent)")
    title = "Paired difference (bars: SE)"
    label(right, title, "learning rate", "difference (percentage points)")
    return figure


def plot_regularization(results: dict[str, Regularized]) -> Figure:
    """Draw training and test accuracy of four kinds of net, one panel for each training set."""
    figure = _figure(9.5, 3.6)
    panels = figure.subplots(1, len(results), sharey=True)
    for axes, (name, result) in zip(panels, results.items(), strict=True):
        parts = (("training labels as given", result.train), ("unseen images", result.test))
        for i, (part, by_kind) in enumerate(parts):
            runs = 100 * np.array([by_kind[kind] for kind in KINDS])
            axes.errorbar(
                np.arange(len(KINDS)) + 0.1 * i,
                runs.mean(axis=1),
                yerr=runs.std(axis=1, ddof=1) / np.sqrt(runs.shape[1]),
                color=PALETTE[i],
                marker=MARKERS[i],
                linestyle="none",
                capsize=4,
                label=part,
            )
        axes.set_xticks(range(len(KINDS)), KINDS)
        axes.set_ylim(70, 104)
        seeds = len(result.test["plain"])
        label(axes, f"{name} ({seeds} seeds, bars: SE)", "kind of net", "accuracy (percent)")
        axes.legend(loc="lower left")
    return figure
