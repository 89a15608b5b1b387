"""The figures of notebook 05."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.lessons.optimizers.experiments.nets import Clipped, FullBatch, Grid
from course_lib.lessons.optimizers.experiments.rates import Scheduled
from course_lib.lessons.optimizers.experiments.steps import Curvature
from course_lib.lessons.optimizers.experiments.surfaces import Path, Surface
from course_lib.plots import MARKERS, PALETTE, label, mean_bars

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

STYLES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)), (0, (3, 1, 1, 1, 1, 1)))


def _figure(columns: int = 1, width: float = 0.0, height: float = 3.6) -> tuple[Figure, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width or 5.4 * columns, height), layout="constrained")
    return figure, figure.subplots(1, columns)


def draw_surface(axes: Axes, surface: Surface) -> None:
    """Draw the level lines of a surface, each twice as high as the one before, and its minima."""
    x = np.linspace(*surface.x_range, 161)
    y = np.linspace(*surface.y_range, 161)
    levels = 2.0 ** np.arange(-6, 12)
    axes.contour(x, y, surface.f(np.array(np.meshgrid(x, y))), levels, cmap="Greys_r", alpha=0.6)
    for place, (a, b) in enumerate(surface.minima):
        name = "minimum" if place == 0 else None
        axes.plot(a, b, "*", color="black", markersize=12, linestyle="none", label=name)
    axes.set_xlim(*surface.x_range)
    axes.set_ylim(*surface.y_range)


def plot_paths(surface: Surface, paths: dict[str, Path], title: str) -> Figure:
    """Draw paths on the map of a surface, large markers at their ends, and the loss along each."""
    figure, (left, right) = _figure(2)
    draw_surface(left, surface)
    for i, (name, path) in enumerate(paths.items()):
        look: dict[str, Any] = {
            "color": PALETTE[i],
            "marker": MARKERS[i],
            "linestyle": STYLES[i],
            "label": name,
        }
        left.plot(*path.places.T, markersize=3, linewidth=1, **look)
        # Paths that lie on one another hide, their ends must not: the first have the largest.
        end = {"color": PALETTE[i], "marker": MARKERS[i], "markeredgecolor": "white", "zorder": 3}
        left.plot(*path.places[-1], markersize=13 - 2 * i, **end)
        right.plot(path.losses, markersize=4, markevery=max(1, len(path.losses) // 10), **look)
    right.set_yscale("log")
    right.set_ylim(max(right.get_ylim()[0], 1e-12), min(right.get_ylim()[1], 1e6))
    label(left, f"{title}: {surface.name}", "first parameter", "second parameter")
    left.legend(frameon=True, framealpha=0.85)
    label(right, "Loss along the paths", "step", "loss (log)")
    return figure


def plot_lines(
    x: Any,
    lines: dict[str, Any],
    title: str,
    x_label: str,
    y_label: str,
    errors: dict[str, Any] | None = None,
    log: str = "",
) -> Figure:
    """Draw one line a name over ``x``; ``log`` names the axes with a logarithmic scale.

    ``errors`` holds the SD or SE of some of the lines.
    """
    figure, axes = _figure(width=6.4)
    for i, (name, y) in enumerate(lines.items()):
        x_of = np.asarray(x)[: len(y)]
        look: dict[str, Any] = {
            "color": PALETTE[i],
            "marker": MARKERS[i],
            "linestyle": STYLES[i],
            "label": name,
        }
        if errors and name in errors:
            axes.errorbar(x_of, y, yerr=errors[name], capsize=4, **look)
        else:
            axes.plot(x_of, y, markevery=_marked(len(y), "x" in log), **look)
    if "x" in log:
        axes.set_xscale("log")
    elif len(x) <= 12:
        axes.set_xticks(x)
    if "y" in log:
        axes.set_yscale("log")
    label(axes, title, x_label, y_label)
    return figure


def plot_all_positive(sizes: Array, shares: Array, errors: Array) -> Figure:
    """Draw the share of random matrices without a negative curvature over their size."""
    name = "40000 random symmetric matrices (SE)"
    title = "How often are all curvatures positive?"
    lines = {name: shares, "as many coins": 0.5**sizes}
    x_label, y_label = "number of parameters", "share (log)"
    return plot_lines(sizes, lines, title, x_label, y_label, errors={name: errors}, log="y")


def plot_conditions(conditions: Array, plain: Array, own: Array) -> Figure:
    """Draw the steps of plain descent and of momentum over the condition number, with slopes."""
    lines = {
        "plain descent": plain,
        "your momentum": own,
        "slope 1": 1.5 * conditions,
        "slope 1/2": 15 * conditions**0.5,
    }
    title = "Steps to a millionth of the first loss"
    return plot_lines(conditions, lines, title, "condition number (log)", "steps (log)", log="xy")


def plot_drop(moves: dict[str, Array]) -> Figure:
    """Draw how both forms of momentum move when the rate drops."""
    title = "Gradient 1, rho 0.9; lr drops from 0.1 to 0.01 at step 30"
    steps = np.arange(len(next(iter(moves.values()))))
    return plot_lines(steps, moves, title, "step", "length of the move")


def plot_sizes(sizes: dict[str, Array], title: str, log: str) -> Figure:
    """Draw the length of each step of some rules under a constant gradient."""
    steps = np.arange(1, 1 + len(next(iter(sizes.values()))))
    y_label = "length of the step / lr" + (" (log)" if "y" in log else "")
    return plot_lines(steps, sizes, title, "step (log)", y_label, log=log)


def plot_full_batch(run: FullBatch) -> Figure:
    """Draw the training losses of all rules over the looks at the data."""
    looks = np.arange(max(map(len, run.losses.values())))  # L-BFGS may stop early
    title = "64-32-10 net on 1198 digits, the full batch at every look"
    x_label, y_label = "looks at all the data", "training loss (log)"
    return plot_lines(looks, run.losses, title, x_label, y_label, log="y")


def _marked(points: int, log: bool) -> Any:
    """Return which of many points get a marker, evenly spaced as they appear."""
    if log and points > 12:
        return sorted({int(k) - 1 for k in np.geomspace(1, points, 10)})
    return max(1, points // 12)


def plot_curvature(curvature: Curvature) -> Figure:
    """Draw the eigenvalues of a net's Hessian before and after training, sorted."""
    figure, (left, right) = _figure(2)
    for i, place in enumerate((0, -1)):
        eigenvalues = np.sort(curvature.eigenvalues[0, place])
        text = f"step {curvature.steps[place]}, loss {curvature.loss[0, place]:.2f}"
        left.plot(eigenvalues, color=PALETTE[i], linestyle=STYLES[i], linewidth=2, label=text)
    left.axhline(0, color="black", linewidth=0.8)
    left.set_yscale("symlog", linthresh=1e-3)
    label(left, "Curvatures of one net", "eigenvalue number, sorted", "eigenvalue (symmetric log)")
    share = curvature.negative_share
    right.errorbar(
        curvature.loss.mean(axis=0),
        share.mean(axis=0),
        yerr=share.std(axis=0, ddof=1),
        color=PALETTE[2],
        marker=MARKERS[2],
        capsize=4,
        label=f"mean and SD of {len(share)} nets",
    )
    right.set_xscale("log")
    right.set_xticks([0.1, 0.3, 1, 3], ["0.1", "0.3", "1", "3"])
    right.set_xticks([], minor=True)
    right.set_ylim(0, 0.6)
    label(right, "Ways down that are left", "training loss (log)", "share of negative eigenvalues")
    return figure


def plot_grid(grids: dict[str, Grid]) -> Figure:
    """Draw the validation accuracy over the rate for each optimizer, mean and SE over seeds."""
    figure, axes = _figure(width=8.0, height=4.0)
    for i, (name, grid) in enumerate(grids.items()):
        seeds = grid.validation.shape[1]
        axes.errorbar(
            grid.rates,
            grid.validation.mean(axis=1),
            yerr=grid.validation.std(axis=1, ddof=1) / seeds**0.5,
            color=PALETTE[i],
            marker=MARKERS[i],
            linestyle=STYLES[i],
            capsize=3,
            label=name,
        )
    axes.axvline(1e-3, color="black", linewidth=0.8)
    axes.set_xscale("log")
    label(
        axes,
        f"Validation accuracy after 5 epochs, mean and SE of {seeds} nets",
        "learning rate (log); the line marks 0.001",
        "validation accuracy",
    )
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    return figure


def plot_schedules(scheduled: Scheduled) -> Figure:
    """Draw the rates over the steps, and the test accuracy with each schedule."""
    figure, (left, right) = _figure(2, width=12.0)
    for i, name in enumerate(scheduled.names):
        left.plot(
            scheduled.rates[:, i],
            color=PALETTE[i],
            linestyle=STYLES[i],
            marker=MARKERS[i],
            markevery=60,
            label=name,
        )
    left.set_yscale("log")
    left.set_ylim(bottom=1e-4)
    label(left, "Schedules", "step", "learning rate (log)")
    left.legend(loc="lower left", ncols=2)
    seeds = scheduled.test.shape[-1]
    for i, runs in enumerate(scheduled.at_best):
        right.errorbar(
            i,
            runs.mean(),
            yerr=runs.std(ddof=1) / seeds**0.5,
            color=PALETTE[i],
            marker=MARKERS[i],
            capsize=4,
        )
    right.set_xticks(range(len(scheduled.names)), scheduled.names)
    label(right, f"Test accuracy, mean and SE of {seeds} nets", "schedule", "test accuracy")
    return figure


def plot_range(rates: list[Array], losses: dict[str, Array]) -> Figure:
    """Draw the loss of a batch over the rate, (steps, nets) for each rule, mean over the nets."""
    figure, axes = _figure(width=6.4)
    for i, (lr, (name, loss)) in enumerate(zip(rates, losses.items(), strict=True)):
        axes.plot(
            lr,
            np.minimum(loss.mean(axis=1), 10.0),
            color=PALETTE[i],
            marker=MARKERS[i],
            linestyle=STYLES[i],
            markevery=10,
            label=name,
        )
    axes.set_xscale("log")
    axes.set_ylim(0, 5)
    label(axes, "A range test", "learning rate (log)", "loss of the batch, mean of 4 nets")
    return figure


def plot_norms(norms: Array) -> Figure:
    """Draw how large the gradients of healthy nets are: norms (steps, 1, seeds)."""
    figure, axes = _figure(width=6.4)
    values = norms[np.isfinite(norms)]
    axes.hist(values, bins=np.geomspace(0.3, 60, 40), color=PALETTE[5], label="all steps and nets")
    for i, q in enumerate((50, 90)):
        place = float(np.percentile(values, q))
        axes.axvline(
            place, color=PALETTE[i], linestyle=STYLES[i], label=f"{q} % are below {place:.1f}"
        )
    axes.set_xscale("log")
    label(axes, "Healthy gradients", "norm of the whole gradient (log)", "number of steps")
    return figure


def plot_clipped(clipped: Clipped) -> Figure:
    """Draw the gradient norm with and without a limit, and the accuracy for each limit."""
    figure, (left, right) = _figure(2, width=11.0)
    names = ["none" if np.isinf(c) else f"{c:g}" for c in clipped.limits]
    good = int(clipped.accuracy.mean(axis=1).argmax())
    for i, place in enumerate((0, good)):
        # Several powers of ten beyond the frame there is nothing to see.
        norm = np.clip(clipped.norms[:, place, 0], 1e-2, 1e4)
        left.plot(
            norm,
            color=PALETTE[place],  # as its bar on the right
            linestyle=STYLES[i],
            label=f"limit {names[place]}, before clipping",
        )
    left.set_yscale("log")
    left.set_ylim(1e-2, 1e4)
    label(left, "Gradient norm of the first net", "step", "norm (log, cut at 10^4)")
    mean_bars(right, names, clipped.accuracy)
    for place, values in enumerate(clipped.accuracy):
        right.plot([place] * len(values), values, "k.", markersize=4)
    label(
        right,
        f"Validation accuracy after {len(clipped.norms)} steps, mean and SE of {values.size} nets",
        "limit c of the gradient norm",
        "validation accuracy",
    )
    return figure
