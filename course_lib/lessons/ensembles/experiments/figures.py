"""The figures of notebook 06."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.lessons.ensembles.experiments.training import LECTURE, ROWS, rank_correlation
from course_lib.plots import MARKERS, PALETTE, label, mean_band

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def six_rows(tables: dict[str, Array]) -> Figure:
    """Draw the six rows of every regime and of the lecture, each relative to its first row."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 3.8), layout="constrained")
    axes = figure.subplots()
    rows = np.arange(len(ROWS))
    for index, (name, table) in enumerate(tables.items()):
        gain = table - table[0]
        error = gain.std(axis=1, ddof=1) / np.sqrt(table.shape[1])
        axes.errorbar(
            rows + 0.08 * (index - 1),
            gain.mean(axis=1),
            yerr=error,
            color=PALETTE[index],
            marker=MARKERS[index],
            linestyle="none",
            capsize=3,
            label=name,
        )
    lecture = np.array(LECTURE) - LECTURE[0]
    axes.plot(rows + 0.24, lecture, "x", color="black", label="the lecture (one run)")
    axes.set_xticks(rows, [row.replace(", ", ",\n") for row in ROWS])
    seeds = next(iter(tables.values())).shape[1]
    label(
        axes,
        f"Gain over the single model, mean and SE of {seeds} paired seeds",
        "members and how they are combined",
        "gain in test accuracy (share right)",
    )
    return figure


def table(tables: dict[str, Array]) -> str:
    """Return the six rows of every regime with SE, and paired differences between rows, as text.

    The name of a regime is "model, rate": its two halves become two lines.
    """
    seeds = next(iter(tables.values())).shape[1]
    lines = [
        f"{'':24}" + "".join(f"{name.split(', ')[part]:>20}" for name in tables) + f"{lecture:>9}"
        for part, lecture in ((0, ""), (1, "lecture"))
    ]

    def add(name: str, cells: list[str], last: str = "") -> None:
        lines.append(f"{name:24}" + "".join(f"{cell:>20}" for cell in cells) + last)

    for row, name in enumerate(ROWS):
        runs = [rows[row] for rows in tables.values()]
        cells = [f"{r.mean():.3f} +- {r.std(ddof=1) / np.sqrt(seeds):.3f}" for r in runs]
        add(name, cells, f"{LECTURE[row]:9.3f}")
    ranks = [rank_correlation(rows.mean(axis=1), LECTURE) for rows in tables.values()]
    add("rank correlation", [f"{rank:.2f}" for rank in ranks])
    lines += ["", f"paired differences, mean and SE of {seeds} seeds"]
    for name, row, over in (
        ("snapshots - 10 models", 3, 1),
        ("average - vote, models", 1, 2),
        ("average - vote, snaps.", 3, 4),
        ("param. - average, snaps.", 5, 3),
    ):
        runs = [rows[row] - rows[over] for rows in tables.values()]
        add(name, [f"{r.mean():+.4f} +- {r.std(ddof=1) / np.sqrt(seeds):.4f}" for r in runs])
    return "\n".join(lines) + "\n"


def by_members(sizes: Sequence[int], curves: dict[str, Array]) -> Figure:
    """Draw the test accuracy against the number of averaged nets."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.5, 3.4), layout="constrained")
    axes = figure.subplots()
    for index, (name, runs) in enumerate(curves.items()):
        mean_band(axes, sizes, runs, name, index)
    seeds = len(next(iter(curves.values())))
    axes.set_xticks(sizes)
    label(
        axes,
        f"More nets in the average, mean and SD of {seeds} seeds",
        "nets in the average",
        "test accuracy (share right)",
    )
    return figure


def lines(curves: dict[str, Array]) -> Figure:
    """Draw the accuracy along the line between two nets."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.5, 3.4), layout="constrained")
    axes = figure.subplots()
    for index, (name, runs) in enumerate(curves.items()):
        mean_band(axes, np.linspace(0, 1, len(runs)), runs.T, name, index)
    seeds = next(iter(curves.values())).shape[1]
    label(
        axes,
        f"Nets between two nets, mean and SD of {seeds} seeds",
        "place on the line (0 first net, 0.5 mean, 1 second net)",
        "test accuracy (share right)",
    )
    return figure


def polyak(now: Array, average: Array) -> Figure:
    """Draw the accuracy of the running parameters and of their average over the epochs."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.5, 3.4), layout="constrained")
    axes = figure.subplots()
    epochs = np.arange(len(now)) + 10 - len(now) + 1
    mean_band(axes, epochs, now.T, "parameters of the step", 1)
    axes.plot(epochs, now[:, 0], color=PALETTE[1], linewidth=0.8, label="the same, one net")
    mean_band(axes, epochs, average.T, "their running average", 0)
    label(
        axes,
        f"A running average of the parameters, mean and SD of {now.shape[1]} seeds",
        "epoch",
        "test accuracy (share right)",
    )
    return figure
