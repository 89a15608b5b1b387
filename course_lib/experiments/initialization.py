"""Experiments of notebook 02: how far a signal gets through a network that nobody has trained."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from course_lib.arrays import Array
from course_lib.plots import MARKERS, PALETTE, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

InitWeights = Callable[[int, int, str, np.random.Generator], Array]


def stds_through_layers(
    init_weights: InitWeights, scheme: str, depth: int, width: int, rng: np.random.Generator
) -> Array:
    """Return the std (depth,) of tanh activations of 300 random examples, layer by layer."""
    a = rng.standard_normal((300, width))
    stds = []
    for _ in range(depth):
        a = np.tanh(a @ init_weights(width, width, scheme, rng))
        stds.append(a.std())
    return np.array(stds)


def plot_stds(curves: dict[str, Array]) -> Figure:
    """Draw the std per layer on a logarithmic axis, one curve a scheme."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.5, 3.6), layout="constrained")
    axes = figure.subplots()
    for i, (name, stds) in enumerate(curves.items()):
        axes.semilogy(
            np.arange(1, len(stds) + 1), stds, color=PALETTE[i], marker=MARKERS[i], label=name
        )
    label(axes, "Std of the activations, layer by layer", "hidden layer", "std (log scale)")
    return figure
