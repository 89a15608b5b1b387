"""Experiments of notebook 09 that train: deep nets by kind, and a small convolutional net."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.images import Conv, Flatten, MaxPool
from course_lib.engine.losses import accuracy
from course_lib.engine.modules import Affine, Module, Pair, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD, Adam
from course_lib.engine.own import Function
from course_lib.engine.train import fit
from course_lib.lessons.residual.experiments.depth import KINDS, deep_net, digits
from course_lib.seeds import default_rng, generators

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RATES = (0.003, 0.03, 0.1, 0.3, 1.0)
#: The bare sum doubles in every block, so it bears far smaller rates only.
BARE_RATES = (1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 3e-3)
EPOCHS, BATCH = 5, 64


@dataclass(frozen=True)
class Depth:
    """Validation accuracies (rates, seeds) of every kind of net of one depth."""

    depth: int
    rates: dict[str, tuple[float, ...]]
    accuracy: dict[str, Array]
    steps: int

    def inside(self, kind: str) -> bool:
        """Tell whether the best rate of a kind lies inside its grid."""
        return min(self.rates[kind]) < self.best(kind)[0] < max(self.rates[kind])

    def best(self, kind: str) -> tuple[float, float, float]:
        """Return the best rate of a kind, its mean accuracy and the standard error."""
        runs = self.accuracy[kind]
        row = int(runs.mean(axis=1).argmax())
        error = runs[row].std(ddof=1) / np.sqrt(runs.shape[1])
        return self.rates[kind][row], float(runs[row].mean()), float(error)


def train_depth(
    depth: int, kinds: tuple[str, ...] = KINDS, seeds: int = 3, epochs: int = EPOCHS
) -> Depth:
    """Train nets of ``depth`` layers on digits at every rate; rates and seeds are one stack."""
    x, labels, x_val, labels_val = digits()
    by_kind: dict[str, Array] = {}
    rates_of: dict[str, tuple[float, ...]] = {}
    for kind in kinds:
        bare = kind == "residual" and depth > 2
        rates = rates_of[kind] = BARE_RATES if bare else RATES
        rngs = [rng for _ in rates for rng in generators(93, seeds)]
        net = deep_net(kind, depth, rngs)
        fit(
            net,
            x,
            labels,
            SGD(np.repeat(rates, seeds)),
            epochs=epochs,
            batch_size=BATCH,
            rng=[rng for _ in rates for rng in generators(94, seeds)],
            stop_factor=None,
        )
        with np.errstate(over="ignore", invalid="ignore"):
            by_kind[kind] = np.asarray(accuracy(net.predict(x_val), labels_val)).reshape(
                len(rates), seeds
            )
    return Depth(depth, rates_of, by_kind, epochs * -(-len(x) // BATCH))


PLAIN_RATES = (0.0003, 0.001, 0.003)


def train_plain_with_adam(
    depth: int = 40, seeds: int = 3, epochs: int = 20
) -> tuple[Array, tuple[float, ...], int]:
    """Train plain nets with Adam; return accuracies (rates, seeds), the rates and the steps."""
    x, labels, x_val, labels_val = digits()
    net = deep_net("plain", depth, [rng for _ in PLAIN_RATES for rng in generators(93, seeds)])
    fit(
        net,
        x,
        labels,
        Adam(np.repeat(PLAIN_RATES, seeds)),
        epochs=epochs,
        batch_size=BATCH,
        rng=[rng for _ in PLAIN_RATES for rng in generators(94, seeds)],
        stop_factor=None,
    )
    with np.errstate(over="ignore", invalid="ignore"):
        found = np.asarray(accuracy(net.predict(x_val), labels_val))
    return found.reshape(len(PLAIN_RATES), seeds), PLAIN_RATES, epochs * -(-len(x) // BATCH)


@dataclass(frozen=True)
class OwnBlocks:
    """Accuracies (epochs, seeds) of nets of the student's blocks, and of their branches alone."""

    with_skip: Array
    without: Array


def train_own(
    residual_forward: Function,
    residual_backward: Function,
    count: int = 20,
    epochs: int = 5,
    seeds: int = 3,
) -> OwnBlocks:
    """Train ``count`` blocks made of the student's pair, then the branches alone.

    The branch alone is ``out - x`` forward and ``dx - dout`` backward.
    """

    def branch_forward(x: Array, *params: Array) -> tuple[Array, Any]:
        out, cache = residual_forward(x, *params)
        return out - x, cache

    def branch_backward(dout: Array, cache: Any) -> tuple[Array, ...]:
        dx, *grads = residual_backward(dout, cache)
        return dx - dout, *grads

    width = 32

    def block(forward: Function, backward: Function) -> Module:
        matrix, vector = (width, width), (width,)
        return Pair(forward, backward, w1=matrix, b1=vector, w2=matrix, b2=vector)

    x, labels, x_val, labels_val = digits()
    curves = []
    for pair in ((residual_forward, residual_backward), (branch_forward, branch_backward)):
        layers: list[Module] = [Affine(64, width)]
        layers += [block(*pair) for _ in range(count)]
        net = Network([*layers, Affine(width, 10)], generators(95, seeds), init="he")
        for layer in net.layers[1:-1]:
            # With the skip each branch starts quiet; without, it hands on the variance it gets.
            scale = 0.5 if pair[0] is branch_forward else 1 / count
            layer.params["w2"] *= np.float32(scale**0.5)
        history = fit(
            net,
            x,
            labels,
            SGD(0.01),
            epochs=epochs,
            batch_size=64,
            rng=generators(96, seeds),
            x_val=x_val,
            labels_val=labels_val,
            stop_factor=None,
        )
        curves.append(history.val_accuracy)
    return OwnBlocks(*curves)


class _OwnLayer(Module):
    """A layer for images made of a student's pair; one net, no stack."""

    def __init__(self, forward: Function, backward: Function, like: Module, *options: int) -> None:
        super().__init__(**like.shapes)
        self.pair, self.like, self.options = (forward, backward), like, options

    def start(self, name: str, init: Any, rng: np.random.Generator) -> Array:
        return self.like.start(name, init, rng)

    def forward(self, x: Array, training: bool = True) -> Array:
        out, self.cache = self.pair[0](x, *self.params.values(), *self.options)
        return np.asarray(out, dtype=x.dtype)

    def backward(self, dout: Array) -> Array:
        back = self.pair[1](dout, self.cache)
        dx, *grads = back if self.shapes else (back,)
        self.keep(**dict(zip(self.shapes, grads, strict=True)))
        return np.asarray(dx, dtype=dout.dtype)


class _ToImage(Module):
    """Turn rows of 64 pixels into images (..., N, 1, 8, 8)."""

    def forward(self, x: Array, training: bool = True) -> Array:
        return x.reshape(*x.shape[:-1], 1, 8, 8)

    def backward(self, dout: Array) -> Array:
        return dout.reshape(*dout.shape[:-3], 64)


def small_convnet(conv: Module, pool: Module) -> list[Module]:
    """Return image, ``conv`` (8 filters), ReLU, ``pool`` to 4 x 4, affine."""
    return [_ToImage(), conv, ReLU(), pool, Flatten(), Affine(128, 10)]


def train_own_convnet(own_forward: Function, own_backward: Function, epochs: int = 3) -> Array:
    """Train a small convolutional net with the student's convolution; return accuracies."""
    x, labels, x_val, labels_val = digits()
    conv = _OwnLayer(own_forward, own_backward, Conv(1, 8, 3, pad=1), 1, 1)
    net = Network(small_convnet(conv, MaxPool(2)), default_rng(97))
    history = fit(
        net,
        x,
        labels,
        SGD(0.1),
        epochs=epochs,
        batch_size=32,
        rng=default_rng(98),
        x_val=x_val,
        labels_val=labels_val,
    )
    return history.val_accuracy


@dataclass(frozen=True)
class Shifted:
    """Validation accuracy of two nets, (seeds,), on digits as they are and moved by a pixel."""

    parameters: dict[str, int]
    still: dict[str, Array]
    moved: dict[str, Array]


def against_affine(seeds: int = 6, epochs: int = 8) -> Shifted:
    """Train a small convolutional net and an affine one with as many parameters on digits."""
    x, labels, x_val, labels_val = digits()
    images = x_val.reshape(-1, 8, 8)
    moved = np.concatenate(
        [np.roll(images, step, axis=axis) for step in (1, -1) for axis in (1, 2)]
    ).reshape(-1, 64)
    shifted = Shifted({}, {}, {})
    for name, layers in {
        "convolution": small_convnet(Conv(1, 8, 3, pad=1), MaxPool(2)),
        "affine": [Affine(64, 18), ReLU(), Affine(18, 10)],
    }.items():
        net = Network(layers, generators(99, seeds))
        fit(net, x, labels, SGD(0.1), epochs=epochs, batch_size=32, rng=generators(100, seeds))
        shifted.parameters[name] = net.params.shape[-1]
        shifted.still[name] = np.asarray(accuracy(net.predict(x_val), labels_val))
        shifted.moved[name] = np.asarray(accuracy(net.predict(moved), np.tile(labels_val, 4)))
    return shifted


def plot_depths(runs: list[Depth]) -> Figure:
    """Draw accuracy against the learning rate for every kind of net, a panel for each depth."""
    from matplotlib.figure import Figure

    from course_lib.plots import MARKERS, PALETTE, label

    figure = Figure(figsize=(9.5, 3.6), layout="constrained")
    panels = np.atleast_1d(figure.subplots(1, len(runs), sharey=True))
    for axes, run in zip(panels, runs, strict=True):
        for index, (kind, values) in enumerate(run.accuracy.items()):
            axes.errorbar(
                run.rates[kind],
                values.mean(axis=1),
                values.std(axis=1, ddof=1),
                color=PALETTE[index],
                marker=MARKERS[index],
                capsize=3,
                label=kind,
            )
        axes.axhline(0.1, color="#999999", linestyle=":", linewidth=1)
        axes.set_ylim(0, 1)
        axes.set_xscale("log")
        seeds = next(iter(run.accuracy.values())).shape[1]
        label(
            axes,
            f"{run.depth} layers, mean and SD of {seeds} seeds",
            "learning rate",
            "" if axes is not panels[0] else "validation accuracy (share right)",
            legend=False,
        )
    handles, names = panels[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=3, fontsize=9)
    return figure
