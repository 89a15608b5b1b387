"""Experiments of notebook 02: how far a signal gets through a network that nobody has trained.

The functions take the student's own ``init_weights``, ``activation_stats`` and ``orthogonal``.
What concerns the lecture's tables is here; gradients and training have files of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.threads import one_blas_thread
from course_lib.plots import MARKERS, PALETTE, label, mean_band
from course_lib.seeds import default_rng

if TYPE_CHECKING:
    from matplotlib.figure import Figure

InitWeights = Callable[[int, int, str, np.random.Generator], Array]
ActivationStats = Callable[[Array, list[Array], str], tuple[Array, Array]]
ROWS, WIDTH, DEPTH = 1000, 500, 10  # the lecture's simulation
UNIT = 1e-6  # one unit of the last digit that the lecture prints


class Printed(NamedTuple):
    """One of the lecture's tables: the statistics of hidden layers 1 to 10, as they are printed."""

    title: str
    scheme: str
    activation: str
    means: Array
    stds: Array


# CS182, "Getting Neural Nets to Train", under the headings "Basic initialization" and "Little
# detail: ReLUs".
LECTURE = (
    Printed(
        "tanh, std 0.01",
        "small",
        "tanh",
        np.array([-117, -1, -2, 1, 2, 0, 0, 0, 0, 0]) * UNIT,
        np.array([213081, 47551, 10630, 2378, 532, 119, 26, 6, 1, 0]) * UNIT,
    ),
    Printed(
        "tanh, std 1 / sqrt(500)",
        "xavier",
        "tanh",
        np.array([1198, -175, 55, -306, 142, -389, -228, -291, 361, 139]) * UNIT,
        np.array([627953, 486051, 407723, 357100, 320917, 292116, 273387, 254935, 239266, 228008])
        * UNIT,
    ),
    Printed(
        "relu, std 1 / sqrt(500)",
        "xavier",
        "relu",
        np.array([398623, 272352, 186076, 136442, 99568, 72234, 49775, 35138, 25404, 18408]) * UNIT,
        np.array([582273, 403795, 276912, 198685, 148299, 103288, 72748, 51572, 38583, 26076])
        * UNIT,
    ),
    Printed(
        "relu, std sqrt(2 / 500)",
        "he",
        "relu",
        np.array([562488, 553614, 545867, 565396, 547678, 587103, 596867, 623214, 567498, 552531])
        * UNIT,
        np.array([825232, 827835, 813855, 826902, 834892, 860835, 870610, 889348, 845357, 844523])
        * UNIT,
    ),
)

# The third table as a text recognition program read it from a scan of the slide.
SCANNED = LECTURE[2]._replace(
    title="relu, std 1 / sqrt(500), read by a machine",
    means=np.array([398623, 272352, 186076, 186442, 99568, 72234, 49775, 35138, 25404, 18408])
    * UNIT,
    stds=np.array([582730, 482795, 276912, 198885, 148299, 198288, 72748, 51572, 35838, 26076])
    * UNIT,
)


class Runs(NamedTuple):
    """The statistics of R simulated networks of L layers: ``means`` and ``stds`` are (R, L)."""

    means: Array
    stds: Array


class Comparison(NamedTuple):
    """Printed numbers against simulated ones; all are (L,).

    ``error`` is the standard error of the difference between one printed run and the mean of R
    simulated runs. ``distance`` counts these errors, after half a printed unit was forgiven.
    """

    printed: Array
    measured: Array
    error: Array
    distance: Array


def simulate(
    init_weights: InitWeights,
    activation_stats: ActivationStats,
    scheme: str,
    activation: str,
    runs: int,
    seed: int = 0,
) -> Runs:
    """Repeat the lecture's simulation: 1000 normal inputs, 10 layers of 500, new weights each run.

    The arrays are float32, which changes none of the digits that matter and takes half the time.
    """
    means, stds = np.empty((2, runs, DEPTH))
    with one_blas_thread():
        for run in range(runs):
            rng = default_rng([seed, run])
            x = rng.standard_normal((ROWS, WIDTH)).astype(np.float32)
            weights = [
                np.asarray(init_weights(WIDTH, WIDTH, scheme, rng), dtype=np.float32)
                for _ in range(DEPTH)
            ]
            means[run], stds[run] = activation_stats(x, weights, activation)
    return Runs(means, stds)


def compare(printed: Array, runs: Array) -> Comparison:
    """Compare ``printed`` (L,) with ``runs`` (R, L)."""
    mean = runs.mean(axis=0)
    error = runs.std(axis=0, ddof=1) * (1 + 1 / len(runs)) ** 0.5
    difference = np.abs(printed - mean)
    return Comparison(printed, mean, error, np.maximum(difference - UNIT / 2, 0) / error)


def comparison_text(table: Printed, runs: Runs) -> str:
    """Return a table as text: printed, measured with its error, and their distance."""
    lines = [
        f"{table.title} ({len(runs.means)} runs)",
        "layer  mean: printed   measured +- error   distance   "
        "std: printed   measured +- error   distance",
    ]
    of_means, of_stds = compare(table.means, runs.means), compare(table.stds, runs.stds)
    for i in range(DEPTH):
        cells = [f"{i + 1:5d} "]
        for c in (of_means, of_stds):
            cells.append(
                f"{c.printed[i]:13.6f}  {round(c.measured[i], 6) + 0:9.6f} +- {c.error[i]:.6f}  "
                f"{c.distance[i]:6.1f}   "
            )
        lines.append("".join(cells).rstrip())
    return "\n".join(lines)


def plot_tables(results: dict[str, Runs]) -> Figure:
    """Draw the measured stds of all tables with the printed ones upon them."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.5, 4.2), layout="constrained")
    axes = figure.subplots()
    layers = np.arange(1, DEPTH + 1)
    for i, table in enumerate(LECTURE):
        mean_band(axes, layers, results[table.title].stds, table.title, i)
        seen = table.stds > 0  # the last printed entry of the first table is 0.000000
        axes.plot(layers[seen], table.stds[seen], "x", color="black", markersize=9)
    axes.plot([], [], "x", color="black", markersize=9, label="printed in the lecture")
    axes.set_yscale("log")
    label(axes, "Std of the activations, layer by layer", "hidden layer", "std (log scale)")
    return figure


def plot_suspects(table: Printed, runs: Runs, flags: Array) -> Figure:
    """Draw scanned stds relative to the mean of the runs, and mark the suspicious ones."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.5, 3.6), layout="constrained")
    axes = figure.subplots()
    layers = np.arange(1, DEPTH + 1)
    ratio, scale = table.stds / runs.stds.mean(axis=0), runs.stds.mean(axis=0)
    spread = runs.stds.std(axis=0, ddof=1) / scale
    axes.fill_between(
        layers, 1 - 4 * spread, 1 + 4 * spread, color=PALETTE[0], alpha=0.2, linewidth=0
    )
    axes.plot([], [], color=PALETTE[0], alpha=0.4, linewidth=8, label="4 stds of one run")
    flags = np.asarray(flags, dtype=bool)
    axes.plot(layers[~flags], ratio[~flags], "o", color=PALETTE[2], label="plausible")
    axes.plot(layers[flags], ratio[flags], "X", color=PALETTE[1], markersize=10, label="suspicious")
    label(axes, "Scanned std, divided by the simulated one", "hidden layer", "ratio")
    return figure


def stds_through_layers(
    init_weights: InitWeights,
    scheme: str,
    activation: str,
    seeds: int = 1,
    depth: int = 10,
    width: int = 500,
    rows: int = 300,
) -> Array:
    """Return the std of the pre-activations z, layer by layer: (seeds, depth).

    The inputs are standard normal and there are no biases. ``activation`` is "linear", "relu" or
    "tanh".
    """
    act: dict[str, Callable[[Array], Array]] = {
        "linear": lambda z: z,
        "relu": lambda z: np.maximum(z, 0),
        "tanh": np.tanh,
    }
    stds = np.empty((seeds, depth))
    with one_blas_thread():
        for seed in range(seeds):
            rng = default_rng([1, seed])
            a = rng.standard_normal((rows, width)).astype(np.float32)
            for layer in range(depth):
                w = np.asarray(init_weights(width, width, scheme, rng), dtype=np.float32)
                z = a @ w
                stds[seed, layer] = z.std()
                a = act[activation](z)
    return stds


def plot_stds(curves: dict[str, Array], title: str) -> Figure:
    """Draw the std per layer on a logarithmic axis, one curve (depth,) a name."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 3.8), layout="constrained")
    axes = figure.subplots()
    for i, (name, stds) in enumerate(curves.items()):
        axes.semilogy(
            np.arange(1, len(stds) + 1), stds, color=PALETTE[i], marker=MARKERS[i], label=name
        )
    label(axes, title, "hidden layer", "std of z (log scale)")
    return figure


def plot_predictions(cases: dict[str, tuple[Array, Array]]) -> Figure:
    """Draw measured stds of z (seeds, depth) with the predicted ones (depth,) upon them."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.5, 4.2), layout="constrained")
    axes = figure.subplots()
    for i, (name, (measured, predicted)) in enumerate(cases.items()):
        layers = np.arange(1, measured.shape[1] + 1)
        mean_band(axes, layers, measured, f"{name}, measured", i)
        axes.plot(layers, predicted, "--", color=PALETTE[i], linewidth=2)
    axes.plot([], [], "--", color="grey", linewidth=2, label="predicted, in the same colour")
    axes.set_yscale("log")
    label(axes, "Std of z: measured and predicted", "hidden layer", "std of z (log scale)")
    return figure
