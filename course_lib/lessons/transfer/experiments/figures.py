"""Tables and figures of notebook 10."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.own import Function
from course_lib.lessons.transfer.experiments.nets import (
    BODY,
    HEAD,
    NAMES,
    SHUFFLE,
    Source,
    Step,
    Target,
    fresh,
    linear_classifier,
    paired,
    plain_step,
    summary,
    target,
    train,
    with_new_head,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Runs = dict[str, Array]

SLOW_STEPS = (20, 50, 100, 200)
CORNERS = ((10, "similar"), (10, "different"), (250, "similar"), (250, "different"))


def corner(
    task: Target,
    origin: Source,
    replace_head: Function,
    extract_features: Function,
    learning_rates: Function,
    step: Step,
    lr: float = 0.3,
) -> Runs:
    """Train ``task`` in six ways and return the test accuracies (seeds,) of each.

    Nets have the rate ``lr``, linear classifiers 0.1: at 0.3 they jitter on features of strange
    images.

    "scratch": a fresh net. "pixels", "early", "top": a linear classifier on the pixels and on the
    features of layers 1 and 2. "few layers": layer 1 frozen, layer 2 at a tenth of the rate, a
    fresh head at the full rate. "all layers": the same with nothing frozen.
    """
    start = with_new_head(origin, task.classes, replace_head)
    few = learning_rates(NAMES, HEAD, ["w1", "b1"], lr)
    everything = learning_rates(NAMES, HEAD, [], lr)
    runs = {"scratch": train(fresh(task.classes), task, dict.fromkeys(NAMES, lr), step)}
    for depth, name in enumerate(("pixels", "early", "top")):
        runs[name] = linear_classifier(task, origin, depth, extract_features, step)
    runs["few layers"] = train(start, task, few, step)
    runs["all layers"] = train(start, task, everything, step)
    return runs


def print_corner(task: Target, runs: Runs) -> None:
    """Print a line a method: its accuracy, and its difference from scratch, seed by seed."""
    print(f"n = {task.n}, {task.name} target; mean and SE of {len(runs['scratch'])} seeds")
    for name, accuracies in runs.items():
        mean, error = paired(accuracies, runs["scratch"])
        beside = "" if name == "scratch" else f"   against scratch {mean:+.3f} +- {error:.3f}"
        print(f"  {name:>10}: {summary(accuracies)}{beside}")


def winners(runs: Runs) -> list[str]:
    """Return the best method, and those that the seeds cannot tell from it (within 2 SE)."""
    best = max(runs, key=lambda name: float(runs[name].mean()))
    tied = [n for n in runs if n != best and _within(paired(runs[best], runs[n]))]
    return [best, *tied]


def _within(difference: tuple[float, float]) -> bool:
    return difference[0] <= 2 * difference[1]


def print_table(corners: Mapping[tuple[int, str], Runs]) -> None:
    """Print the lecture's table, filled by the runs: in each corner the best and its ties."""
    for n, kind in CORNERS:
        runs = corners[n, kind]
        best, *tied = winners(runs)
        line = f"n = {n:3d}, {kind:>9}: {best} {summary(runs[best])}"
        print(line + (f"; not worse within 2 SE: {', '.join(tied)}" if tied else ""))


def plot_corners(corners: Mapping[tuple[int, str], Runs]) -> Figure:
    """Draw the six methods in the four corners of the lecture's table."""
    from matplotlib.figure import Figure

    from course_lib.plots import label, mean_bars

    figure = Figure(figsize=(9.5, 6), layout="constrained")
    grid = figure.subplots(2, 2, sharey="row")
    for axes, (n, kind) in zip(grid.flat, CORNERS, strict=True):
        runs = corners[n, kind]
        mean_bars(axes, [name.replace(" ", "\n") for name in runs], list(runs.values()))
        axes.set_axisbelow(True)
        scratch = float(runs["scratch"].mean())
        axes.axhline(scratch, color="black", linestyle="--", linewidth=1, label="scratch")
        axes.set_ylim(0.6 if n < 50 else 0.8, 0.85 if n < 50 else 1.0)
        seeds = len(runs["scratch"])
        title = f"{n} labels, {kind} target (mean and SE, {seeds} seeds)"
        label(axes, title, "", "test accuracy (share right)")
    return figure


def slow_head(
    task: Target,
    origin: Source,
    replace_head: Function,
    step: Step = plain_step,
    lr: float = 0.03,
    steps: tuple[int, ...] = SLOW_STEPS,
) -> dict[str, Array]:
    """Return test accuracies (numbers of steps, seeds) with the fresh head at lr and at lr/10."""
    start = with_new_head(origin, task.classes, replace_head)
    body = dict.fromkeys(BODY, lr / 10)
    recipes = {
        "body lr/10, head lr": (start, body | dict.fromkeys(HEAD, lr)),
        "all at lr/10": (start, body | dict.fromkeys(HEAD, lr / 10)),
        "scratch at lr": (fresh(task.classes), dict.fromkeys(NAMES, lr)),
    }
    return {
        name: np.array([train(params, task, lrs, step, steps=s) for s in steps])
        for name, (params, lrs) in recipes.items()
    }


def plot_slow_head(recipes: Mapping[str, Array], task: Target) -> Figure:
    """Draw test accuracy against the number of steps for every recipe."""
    from matplotlib.figure import Figure

    from course_lib.plots import label, mean_band

    figure = Figure(figsize=(7, 3.4), layout="constrained")
    axes = figure.subplots()
    for index, (name, runs) in enumerate(recipes.items()):
        mean_band(axes, SLOW_STEPS, runs.T, name, index)
    axes.set_xscale("log")
    axes.set_xticks(SLOW_STEPS, [str(s) for s in SLOW_STEPS])
    axes.minorticks_off()
    seeds = next(iter(recipes.values())).shape[1]
    title = f"{task.n} labels, {task.name} target (mean and SD, {seeds} seeds)"
    label(axes, title, "steps", "test accuracy (share right)")
    return figure


def body_factors(
    task: Target, origin: Source, factors: tuple[float, ...], replace_head: Function, step: Step
) -> Array:
    """Return accuracies (factors, seeds) when the body learns at a factor of the head's 0.3."""
    start = with_new_head(origin, task.classes, replace_head)
    rates = [dict.fromkeys(BODY, 0.3 * f) | dict.fromkeys(HEAD, 0.3) for f in factors]
    return np.array([train(start, task, lrs, step) for lrs in rates])


def plot_factors(by_task: Mapping[str, Array], factors: tuple[float, ...]) -> Figure:
    """Draw test accuracy against the body's factor, one curve a task."""
    from matplotlib.figure import Figure

    from course_lib.plots import MARKERS, PALETTE, label

    figure = Figure(figsize=(9, 3.6), layout="constrained")
    axes = figure.subplots()
    for i, (name, runs) in enumerate(by_task.items()):
        axes.errorbar(
            np.arange(len(factors)),
            runs.mean(axis=1),
            runs.std(axis=1, ddof=1) / np.sqrt(runs.shape[1]),
            capsize=3,
            label=name,
            color=PALETTE[i],
            marker=MARKERS[i],
        )
    axes.set_xticks(range(len(factors)), [f"{f:g}" for f in factors])
    seeds = next(iter(by_task.values())).shape[1]
    title = f"How fast may the body learn? (mean and SE, {seeds} seeds)"
    name = "body_factor (rate of body / rate of head)"
    label(axes, title, name, "test accuracy (share right)", legend=False)
    figure.legend(loc="outside right center")
    return figure


def plot_tasks() -> Figure:
    """Draw three target digits as they are, and with the pixels of the different task."""
    from matplotlib.figure import Figure

    task = target(10)
    figure = Figure(figsize=(7, 3), layout="constrained")
    figure.suptitle("Three digits of the target: similar (above), pixels shuffled (below)")
    rows = figure.subplots(2, 3)
    for column in range(3):
        x = task.x[0, column]
        for axes, image in ((rows[0, column], x), (rows[1, column], x[SHUFFLE])):
            axes.imshow(image.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
            axes.set_axis_off()
        rows[0, column].set_title("odd" if task.labels[0, column] else "even")
    return figure
