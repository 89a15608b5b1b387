"""Experiments of notebook 02: which start can be trained at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from course_lib.data import load_digits
from course_lib.engine.arrays import Array
from course_lib.engine.init import Init
from course_lib.engine.losses import accuracy
from course_lib.engine.modules import Affine, ReLU, Tanh
from course_lib.engine.network import Network
from course_lib.engine.optim import Momentum
from course_lib.engine.rng import Rng
from course_lib.engine.threads import one_blas_thread
from course_lib.engine.train import fit
from course_lib.seeds import default_rng, generators

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Digits = tuple[Array, Array, Array, Array]
RATES = (0.01, 0.03, 0.1)


class HeatMap(NamedTuple):
    """Validation accuracies (depths, inits): the best learning rate's mean over the seeds."""

    activation: str
    depths: tuple[int, ...]
    names: tuple[str, ...]
    accuracy: Array
    best_rate: Array


def _digits() -> Digits:
    """Return standardized training and validation digits, float32, with their labels."""
    data = load_digits()
    mean, std = data.x_train.mean(axis=0), data.x_train.std(axis=0)
    std[std == 0] = 1  # pixels that are never inked
    x, x_val = ((part - mean) / std for part in (data.x_train, data.x_val))
    return x.astype(np.float32), data.y_train, x_val.astype(np.float32), data.y_val


def _mlp(
    depth: int, width: int, activation: str, init: Init, rng: list[np.random.Generator]
) -> Network:
    """Return a stack of networks with ``depth`` hidden layers between 64 pixels and 10 classes."""
    act = Tanh if activation == "tanh" else ReLU
    sizes = [64] + [width] * depth
    layers = [layer for i in range(depth) for layer in (Affine(sizes[i], sizes[i + 1]), act())]
    return Network([*layers, Affine(width, 10)], rng, init=init)


def _train(net: Network, data: Digits, lr: float | Array, epochs: int, rng: Rng) -> Array:
    """Train a stack with momentum and return the validation accuracy of each member."""
    x, labels, x_val, labels_val = data
    fit(net, x, labels, Momentum(lr), epochs=epochs, batch_size=100, rng=rng)
    return np.asarray(accuracy(net.predict(x_val), labels_val))


def depth_heat_map(
    inits: dict[str, Init],
    activation: str,
    depths: tuple[int, ...] = (2, 5, 10),
    width: int = 50,
    epochs: int = 6,
    seeds: int = 2,
) -> HeatMap:
    """Train digits for every depth and init, each with three learning rates, and keep the best.

    Without the search over learning rates one could not tell a bad start from a bad rate. All
    rates and seeds of a cell train as one stack. ``inits`` maps names to whatever a Network takes.
    """
    best, rate = np.zeros((2, len(depths), len(inits)))
    data = _digits()
    with one_blas_thread():
        for row, depth in enumerate(depths):
            for column, init in enumerate(inits.values()):
                net = _mlp(depth, width, activation, init, generators(0, seeds) * len(RATES))
                scores = _train(net, data, np.repeat(RATES, seeds), epochs, default_rng(1))
                by_rate = np.reshape(scores, (len(RATES), seeds)).mean(axis=1)
                best[row, column] = by_rate.max()
                rate[row, column] = RATES[int(by_rate.argmax())]
    return HeatMap(activation, depths, tuple(inits), best, rate)


def plot_heat_map(maps: list[HeatMap]) -> Figure:
    """Draw the accuracies as colours with their numbers, one panel a map."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5.2 * len(maps), 3.2), layout="constrained")
    panels = figure.subplots(1, len(maps), squeeze=False)[0]
    for axes, heat in zip(panels, maps, strict=True):
        image = axes.imshow(100 * heat.accuracy, vmin=0, vmax=100, aspect="auto")
        axes.grid(False)
        axes.set_xticks(range(len(heat.names)), heat.names)
        axes.set_yticks(range(len(heat.depths)), [str(d) for d in heat.depths])
        for (row, column), value in np.ndenumerate(heat.accuracy):
            colour = "black" if value > 0.6 else "white"
            axes.text(column, row, f"{100 * value:.0f}", ha="center", va="center", color=colour)
        axes.set_title(f"{heat.activation}: accuracy at the best of three learning rates")
        axes.set_xlabel("initial weights")
        axes.set_ylabel("hidden layers")
    figure.colorbar(image, ax=list(panels), label="validation accuracy (percent)")
    return figure


class ConstantStart(NamedTuple):
    """After training: validation ``accuracy`` (runs,), distinct units of each hidden layer."""

    accuracy: Array
    distinct: tuple[int, ...]


def constant_start(
    value: float | None, runs: int = 5, width: int = 50, epochs: int = 10
) -> ConstantStart:
    """Train two hidden tanh layers whose weights all start at ``value``; None means he weights.

    The runs differ in their batches. Units count as distinct when their incoming weights differ by
    more than rounding errors make of equal ones.
    """

    def constant(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        return np.full((fan_in, fan_out), value)

    init: Init = "he" if value is None else constant
    with one_blas_thread():
        net = _mlp(2, width, "tanh", init, generators(5, runs))
        scores = _train(net, _digits(), 0.01, epochs, generators(6, runs))
    hidden = [layer for layer in net.layers if isinstance(layer, Affine)][:-1]
    distinct = tuple(
        len(np.unique(np.round(layer.params["w"][0], 3), axis=1).T) for layer in hidden
    )
    return ConstantStart(scores, distinct)
