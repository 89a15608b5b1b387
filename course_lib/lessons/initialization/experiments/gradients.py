"""Experiments of notebook 02: the way back, units that are dead, products of Jacobians."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.initialization.experiments.signals import InitWeights
from course_lib.plots import MARKERS, PALETTE, label, mean_band
from course_lib.seeds import default_rng

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Draw = Callable[[int, int, np.random.Generator], Array]
Orthogonal = Callable[[tuple[int, int], np.random.Generator, float], Array]


def with_scheme(init_weights: InitWeights, scheme: str, times: float = 1.0) -> Draw:
    """Return ``draw(fan_in, fan_out, rng)``: the student's weights of one scheme, scaled."""

    def draw(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        return times * init_weights(fan_in, fan_out, scheme, rng)

    return draw


def with_gain(orthogonal: Orthogonal, gain: float) -> Draw:
    """Return ``draw(fan_in, fan_out, rng)``: the student's orthogonal weights with one gain."""

    def draw(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        return orthogonal((fan_in, fan_out), rng, gain)

    return draw


class Gradients(NamedTuple):
    """Norms of the gradients of z and of w for each seed and layer: both (seeds, depth)."""

    of_z: Array
    of_w: Array


def gradients(
    draw: Draw,
    activation: str,
    depth: int = 10,
    width: int = 100,
    rows: int = 200,
    seeds: int = 5,
) -> Gradients:
    """Send standard normal inputs forward and a standard normal gradient back.

    ``draw(fan_in, fan_out, rng)`` makes the weights. The gradient of the last layer's output is
    divided by the number of rows, as that of a mean loss is.
    """
    of_z, of_w = np.empty((2, seeds, depth))
    with one_blas_thread():
        for seed in range(seeds):
            rng = default_rng([2, seed])
            a = [rng.standard_normal((rows, width))]
            weights = [draw(width, width, rng) for _ in range(depth)]
            for w in weights:
                z = a[-1] @ w
                a.append(np.tanh(z) if activation == "tanh" else np.maximum(z, 0))
            da = rng.standard_normal((rows, width)) / rows
            for i in reversed(range(depth)):
                slope = 1 - a[i + 1] ** 2 if activation == "tanh" else a[i + 1] > 0
                dz = da * slope
                of_z[seed, i] = np.linalg.norm(dz)
                of_w[seed, i] = np.linalg.norm(a[i].T @ dz)
                da = dz @ weights[i].T
    return Gradients(of_z, of_w)


def plot_gradients(cases: dict[str, Gradients], title: str) -> Figure:
    """Draw the norms of both gradients, layer by layer, with one curve a case."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4), layout="constrained")
    panels = figure.subplots(1, 2, sharey=True)
    for i, (name, case) in enumerate(cases.items()):
        for axes, values in zip(panels, case, strict=True):
            mean_band(axes, np.arange(1, values.shape[1] + 1), values, name, i)
    for axes, what in zip(panels, ("z", "w"), strict=True):
        axes.set_yscale("log")
        label(axes, f"{title}: gradient of {what}", "hidden layer", "norm (log scale)")
    return figure


class DeadUnits(NamedTuple):
    """Shares of zeros among activations and of units that are always 0, each (seeds, depth).

    ``cosine`` is the mean cosine of the angle between the activations of two examples.
    """

    inactive: Array
    dead: Array
    cosine: Array


def dead_units(
    init_weights: InitWeights,
    bias: float,
    seeds: int = 5,
    depth: int = 10,
    width: int = 500,
    rows: int = 1000,
) -> DeadUnits:
    """Count zeros in a relu network with he weights, where all biases equal ``bias``.

    A unit counts as dead when it is 0 for each of the 1000 standard normal inputs. The same seed
    means the same weights, whatever the bias is.
    """
    inactive, dead, cosine = np.empty((3, seeds, depth))
    with one_blas_thread():
        for seed in range(seeds):
            rng = default_rng([3, seed])
            a = rng.standard_normal((rows, width)).astype(np.float32)
            for layer in range(depth):
                w = np.asarray(init_weights(width, width, "he", rng), dtype=np.float32)
                a = np.maximum(a @ w + np.float32(bias), 0)
                inactive[seed, layer] = (a == 0).mean()
                dead[seed, layer] = (a == 0).all(axis=0).mean()
                cosine[seed, layer] = _mean_cosine(a[:200])
    return DeadUnits(inactive, dead, cosine)


def _mean_cosine(a: Array) -> float:
    """Return the mean cosine between two different rows of ``a``."""
    directions = a / np.maximum(np.linalg.norm(a, axis=1, keepdims=True), 1e-30)
    n = len(a)
    return float(((directions @ directions.T).sum() - n) / (n * (n - 1)))


def plot_dead_units(cases: dict[str, DeadUnits]) -> Figure:
    """Draw the shares of zeros and of dead units, layer by layer."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 3.8), layout="constrained")
    panels = figure.subplots(1, 2)
    titles = ("Activations that are 0", "Units that are 0 for all 1000 inputs")
    for which, (axes, title) in enumerate(zip(panels, titles, strict=True)):
        for i, (name, case) in enumerate(cases.items()):
            share = 100 * case[which]
            mean_band(axes, np.arange(1, share.shape[1] + 1), share, name, i)
        axes.set_ylim(bottom=0)
        label(axes, title, "hidden layer", "share (percent)")
    panels[0].set_ylim(0, 100)
    return figure


def singular_values(
    draw: Draw, activation: str, factors: int = 20, width: int = 100, seeds: int = 5
) -> Array:
    """Return the singular values of a product of Jacobians, falling: (seeds, width).

    Each factor is the Jacobian of one layer at one standard normal input: the weights, and for
    "relu" the weights of the active units only.
    """
    values = np.empty((seeds, width))
    with one_blas_thread():
        for seed in range(seeds):
            rng = default_rng([4, seed])
            a = rng.standard_normal(width)
            product = np.eye(width)
            for _ in range(factors):
                w = draw(width, width, rng)
                z = a @ w
                slope = (z > 0).astype(float) if activation == "relu" else np.ones(width)
                a = z * slope
                product = product @ (w * slope)
            values[seed] = np.linalg.svd(product, compute_uv=False)
    return values


def plot_singular_values(cases: dict[str, Array], lowest: float = 1e-12) -> Figure:
    """Draw sorted singular values, the geometric mean over seeds, on a logarithmic axis."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.5, 4), layout="constrained")
    axes = figure.subplots()
    for i, (name, values) in enumerate(cases.items()):
        logs = np.log10(np.maximum(values, lowest))
        ranks = np.arange(1, values.shape[1] + 1)
        middle, spread = logs.mean(axis=0), logs.std(axis=0, ddof=1)
        axes.semilogy(
            ranks, 10**middle, color=PALETTE[i], marker=MARKERS[i], markevery=12, label=name
        )
        axes.fill_between(
            ranks,
            10 ** (middle - spread),
            10 ** (middle + spread),
            color=PALETTE[i],
            alpha=0.2,
            linewidth=0,
        )
    axes.set_ylim(bottom=lowest / 3)
    label(
        axes,
        "Singular values of a product of 20 Jacobians",
        "rank of the singular value",
        "singular value (log scale)",
    )
    return figure
