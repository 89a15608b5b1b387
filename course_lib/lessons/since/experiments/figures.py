"""The figures of notebook 12."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.lessons.since.experiments import branches, recipe
from course_lib.lessons.since.experiments.edge import Edge
from course_lib.lessons.since.experiments.fits import EXAMPLES, Descent
from course_lib.lessons.since.experiments.muon import RATES, Race
from course_lib.lessons.since.experiments.widths import KINDS, MOVED, Widths
from course_lib.plots import MARKERS, PALETTE, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def _figure(columns: int = 1, height: float = 3.6) -> tuple[Figure, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5.2 * columns if columns > 1 else 6.4, height), layout="constrained")
    return figure, figure.subplots(1, columns)


def _look(k: int, name: str | None = None) -> dict[str, Any]:
    return {"color": PALETTE[k], "marker": MARKERS[k], "label": name}


def _over_rates(
    axes: Axes, rates: tuple[float, ...], values: Array, k: int, name: str | None
) -> None:
    """Draw mean and SE of values (rates, seeds) over the rates."""
    error = values.std(axis=1, ddof=1) / values.shape[1] ** 0.5
    axes.errorbar(rates, values.mean(axis=1), error, **_look(k, name))
    axes.set_xscale("log")


def plot_edge(run: Edge) -> Figure:
    """Draw rate times sharpness of every net over the steps, and the losses."""
    figure, (left, right) = _figure(2)
    for k, lr in enumerate(run.rates):
        for e in range(run.sharpness.shape[2]):
            name = f"rate {lr:g}" if e == 0 else None
            left.plot(run.times, run.products[:, k, e], linewidth=1, **_look(k, name))
            right.plot(run.losses[:, k, e], color=PALETTE[k], linewidth=0.8, label=name)
    left.axhline(2, color="black", linestyle="--", label="limit of a bowl")
    right.set_yscale("log")
    left.set_ylim(0, 3.4)
    label(left, "Rate times sharpness, three nets a rate", "step", "rate times sharpness", False)
    left.legend(loc="upper left", ncols=2)
    label(right, "Training loss of the same nets", "step", "loss (log)")
    return figure


def plot_descent(run: Descent) -> Figure:
    """Draw the median errors over the number of features, on training digits and on others."""
    figure, axes = _figure()
    lines = {
        "training digits": np.maximum(run.train, 1e-3),
        "other digits": run.test,
        "other digits, mean of ten fits": run.together,
        "other digits, with the penalty": run.ridge,
    }
    for k, (name, errors) in enumerate(lines.items()):
        axes.plot(run.sizes, np.median(errors, axis=1), **_look(k, name))
    axes.axvline(EXAMPLES, color="black", linestyle=":", label="as many as examples")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_ylim(0.008, 3e3)
    label(axes, "Squared error, median of six draws", "features (log)", "error (log)")
    return figure


def plot_coordinates(moved: dict[str, Array]) -> Figure:
    """Draw how far hidden units and scores move in three steps, over the width."""
    figure, both = _figure(2)
    for part, (axes, what) in enumerate(zip(both, ("last hidden layer", "scores"), strict=True)):
        for k, (kind, move) in enumerate(moved.items()):
            axes.plot(MOVED, move[:, part], **_look(k, kind))
        _log_widths(axes, MOVED)
        axes.set_ylim(bottom=0)
        label(axes, f"Three steps of Adam: {what}", "width (log)", "move (root mean square)")
    return figure


def _log_widths(axes: Axes, widths: tuple[int, ...]) -> None:
    axes.set_xscale("log", base=2)
    axes.set_xticks(widths, [str(w) for w in widths])


def plot_widths(run: Widths) -> Figure:
    """Draw the training loss over the rate, one line a width, with one rate and with rates."""
    figure, both = _figure(2)
    for axes, kind in zip(both, KINDS, strict=True):
        for k, (width, losses) in enumerate(run.loss[kind].items()):
            _over_rates(axes, run.rates, losses, k, f"width {width}")
            best = run.best(kind, width)
            axes.plot(run.rates[best], losses[best].mean(), "*", markersize=16, color=PALETTE[k])
        axes.plot([], [], "*", markersize=12, color="black", label="best of its width")
        axes.axvline(run.rates[run.tuned], color="black", linestyle=":", label="best, narrow net")
        axes.set_yscale("log")
        axes.set_ylim(0.05, 4)
        title = kind[0].upper() + kind[1:]
        # On the left a legend would lie on the dotted line, wherever it stands.
        label(axes, title, "rate of the narrow net (log)", "loss, SE (log)", legend=axes is both[1])
    return figure


def plot_rounds(far: Array) -> Figure:
    """Draw the distance to the orthogonal matrix after each round."""
    figure, axes = _figure()
    axes.plot(np.maximum(far, 1e-16), **_look(0))
    axes.set_yscale("log")
    label(axes, "Newton-Schulz on a normal matrix, 64 x 32", "rounds", "distance to u @ vt (log)")
    return figure


def plot_race(run: Race) -> Figure:
    """Draw the training loss of each rule over its rates."""
    figure, axes = _figure()
    for k, (name, losses) in enumerate(run.loss.items()):
        _over_rates(axes, RATES[name], losses, k, name)
    axes.set_yscale("log")
    label(axes, "Training loss, each rule over its rates", "rate (log)", "loss, SE (log)")
    return figure


def plot_branches(run: branches.Branches) -> Figure:
    """Draw the test accuracy of each kind of factor over the rates."""
    figure, axes = _figure()
    for k, name in enumerate(branches.KINDS):
        _over_rates(axes, branches.RATES, run.test[k], k, name)
    axes.set_ylim(0, 1)
    label(axes, "20 blocks without a norm, by factor", "rate (log)", "test accuracy, SE")
    return figure


def plot_recipe(run: recipe.Recipe) -> Figure:
    """Draw the test loss over the rates: of each schedule, and of each average of the weights."""
    figure, (left, right) = _figure(2)
    for k, name in enumerate(recipe.SCHEDULES):
        _over_rates(left, recipe.RATES, run.loss[k], k, name)
    for k, name in enumerate(recipe.AVERAGES):
        _over_rates(right, recipe.RATES, run.averaged_loss[k], k, name)
    for axes, title in (
        (left, "AdamW, four schedules"),
        (right, "Constant rate, averaged weights"),
    ):
        axes.set_yscale("log")
        axes.set_ylim(0.03, 0.6)
        axes.set_yticks([0.05, 0.1, 0.2, 0.5], ["0.05", "0.1", "0.2", "0.5"])
        axes.tick_params(which="minor", labelleft=False)
        label(axes, title, "rate (log)", "test loss, SE (log)")
    return figure
