"""Experiments of notebook 03 that train many nets: each kind of net is one stack."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.init import Init
from course_lib.engine.losses import accuracy
from course_lib.engine.modules import Affine, BatchNorm, Dropout, Module, ReLU, Sigmoid
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD, Adam
from course_lib.engine.train import fit
from course_lib.lessons.batchnorm.experiments.own import digits, mlp
from course_lib.seeds import default_rng, generators


def _validate(net: Network) -> Array:
    """Return the validation accuracies (E,) of a stack; nets that exploded overflow here, too."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(accuracy(net.predict(digits().x_val), digits().y_val))


class HeatMap(NamedTuple):
    """Validation accuracies (without / with BN, depths, inits, rates), the mean of the seeds."""

    depths: tuple[int, ...]
    inits: tuple[Init, ...]
    rates: tuple[float, ...]
    accuracy: Array


def rate_heat_map(
    depths: tuple[int, ...] = (2, 5, 10),
    inits: tuple[Init, ...] = (0.01, "he", 0.5),
    rates: tuple[float, ...] = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0),
    seeds: int = 1,
) -> HeatMap:
    """Train digits for 5 epochs at every depth, init and learning rate, without and with BN.

    All rates and seeds of a net are one stack: hidden layers of 64 units, plain gradient descent,
    batches of 64.
    """
    data = digits()
    validation = np.zeros((2, len(depths), len(inits), len(rates)))
    for index in np.ndindex(validation.shape[:3]):
        place = ("none", "before")[index[0]]
        rngs = generators(20, seeds) * len(rates)
        net = mlp(depths[index[1]], 64, rngs, inits[index[2]], place)
        fit(
            net,
            data.x_train,
            data.y_train,
            SGD(np.repeat(rates, seeds)),
            epochs=5,
            batch_size=64,
            rng=default_rng(21),
        )
        validation[index] = _validate(net).reshape(len(rates), seeds).mean(axis=1)
    return HeatMap(depths, inits, rates, validation)


class Rates(NamedTuple):
    """Validation accuracies by learning rate: one array (rates, E) for each kind of net."""

    rates: tuple[float, ...]
    accuracy: dict[str, Array]


def rate_row(rates: tuple[float, ...], depth: int = 10, seeds: int = 5) -> Rates:
    """Train nets of He's weights for 5 epochs, without ("none") and with BN ("before" ReLU)."""
    return _by_rate(("none", "before"), rates, depth, seeds)


def places(
    rates: tuple[float, ...] = (0.03, 0.1, 0.3, 1.0), depth: int = 5, seeds: int = 10
) -> Rates:
    """Train nets with batch norm before or after ReLU for 5 epochs; seeds are paired."""
    return _by_rate(("before", "after"), rates, depth, seeds)


def _by_rate(kinds: tuple[str, ...], rates: tuple[float, ...], depth: int, seeds: int) -> Rates:
    """Train one stack of all rates and seeds for each place of batch norm."""
    data = digits()
    by_place = {}
    for place in kinds:
        rngs = [rng for _ in rates for rng in generators(22, seeds)]
        net = mlp(depth, 64, rngs, "he", place)
        fit(
            net,
            data.x_train,
            data.y_train,
            SGD(np.repeat(rates, seeds)),
            epochs=5,
            batch_size=64,
            rng=[rng for _ in rates for rng in generators(23, seeds)],
        )
        by_place[place] = _validate(net).reshape(len(rates), seeds)
    return Rates(rates, by_place)


def sigmoids(
    rates: tuple[float, ...] = (0.03, 0.1, 0.3, 1.0, 3.0), depth: int = 10, seeds: int = 3
) -> Rates:
    """Train ReLU nets (He's weights) and sigmoid nets (Xavier's), without BN and with it.

    5 epochs; the seeds are paired.
    """
    data, found = digits(), {}
    for kind, bend, init in (("ReLU", ReLU, "he"), ("sigmoid", Sigmoid, "xavier")):
        for norm in ("", " + BN"):
            layers: list[Module] = []
            for size in (data.x_train.shape[1], *[64] * (depth - 1)):
                layers += [Affine(size, 64), *([BatchNorm(64)] if norm else []), bend()]
            starts = [rng for _ in rates for rng in generators(30, seeds)]
            net = Network([*layers, Affine(64, 10)], starts, init)
            batches = [rng for _ in rates for rng in generators(31, seeds)]
            rule = SGD(np.repeat(rates, seeds))
            fit(net, data.x_train, data.y_train, rule, epochs=5, batch_size=64, rng=batches)
            found[kind + norm] = _validate(net).reshape(len(rates), seeds)
    return Rates(rates, found)


class Jolt(Module):
    """Scale and shift every column by new random numbers in each training step.

    After Santurkar et al. 2018: the inputs of the next layer move on purpose. ``size`` is the SD of
    the shift and of the factor's logarithm; at inference nothing happens.
    """

    def __init__(self, rng: np.random.Generator, size: float) -> None:
        super().__init__()
        self.draws, self.size = rng, size

    def forward(self, x: Array, training: bool = True) -> Array:
        if not training:
            return x
        log_factor, shift = self.draws.normal(0, self.size, (2, x.shape[-1])).astype(x.dtype)
        self.cache = np.exp(log_factor)
        moved: Array = x * self.cache + shift
        return moved

    def backward(self, dout: Array) -> Array:
        dx: Array = dout * self.cache
        return dx


def jolted(depth: int = 10, lr: float = 0.3, seeds: int = 8) -> dict[str, Array]:
    """Train nets without batch norm, with it, and with jolts of two sizes behind it."""
    data, rng = digits(), default_rng(27)
    found = {}
    sizes = {"plain": 0.0, "batch norm": 0.0, "jolts of 0.2": 0.2, "jolts of 0.5": 0.5}
    for kind, jolt in sizes.items():
        layers: list[Module] = []
        size = data.x_train.shape[1]
        for _ in range(depth):
            layers.append(Affine(size, 64))
            layers += [] if kind == "plain" else [BatchNorm(64)]
            layers += [Jolt(rng, jolt)] if jolt else []
            layers.append(ReLU())
            size = 64
        net = Network([*layers, Affine(size, 10)], generators(28, seeds), "he")
        fit(
            net,
            data.x_train,
            data.y_train,
            SGD(lr),
            epochs=5,
            batch_size=64,
            rng=generators(29, seeds),
            stop_factor=None,
        )
        found[kind] = _validate(net)
    return found


class BatchSizes(NamedTuple):
    """Validation accuracies (sizes, E) without and with batch norm."""

    sizes: tuple[int, ...]
    without: Array
    with_norm: Array


def batch_sizes(
    sizes: tuple[int, ...] = (2, 4, 8, 16, 64), seeds: int = 8, lr: float = 0.03
) -> BatchSizes:
    """Train 5 hidden layers of 64 units for 3 epochs in batches of several sizes.

    The learning rate is the same for all: small batches make more steps in an epoch.
    """
    data, n = digits(), 1024
    by_place = {}
    for place in ("none", "before"):
        rows = []
        for size in sizes:
            rngs = generators(24, seeds)
            net = mlp(5, 64, rngs, "he", place)
            fit(
                net,
                data.x_train[:n],
                data.y_train[:n],
                SGD(lr),
                epochs=3,
                batch_size=size,
                rng=rngs,
                stop_factor=None,  # the loss of two rows jumps about
            )
            rows.append(_validate(net))
        by_place[place] = np.array(rows)
    return BatchSizes(sizes, by_place["none"], by_place["before"])


class Regularized(NamedTuple):
    """Accuracies (E,) by kind of net: on the training labels as given, and on unseen images."""

    train: dict[str, Array]
    test: dict[str, Array]


KINDS = ("plain", "dropout", "BN", "BN + dropout")


def regularization(
    label_noise: float, n: int = 200, seeds: int = 8, epochs: int = 30
) -> Regularized:
    """Train on ``n`` images, with a share of the labels drawn at random, four kinds of net.

    Two hidden layers of 128 units, dropout keeps half, Adam at 2e-3, batches of 20. Each seed has
    its own images; the kinds share them. The test images are the validation and test sets.
    """
    data = digits()
    x_test = np.concatenate([data.x_val, data.x_test])
    y_test = np.concatenate([data.y_val, data.y_test])
    images, labels = [], []
    for rng in generators(25, seeds):
        rows = rng.permutation(len(data.y_train))[:n]
        noisy = rng.random(n) < label_noise
        images.append(data.x_train[rows])
        labels.append(np.where(noisy, rng.integers(0, 10, n), data.y_train[rows]))
    result = Regularized({}, {})
    for kind in KINDS:
        rngs = generators(26, seeds)
        net = Network(_layers(kind), rngs)
        history = fit(
            net,
            np.stack(images),
            np.stack(labels),
            Adam(2e-3),
            epochs=epochs,
            batch_size=20,
            rng=rngs,
            stop_factor=None,
        )
        result.train[kind] = history.train_accuracy[-1]
        result.test[kind] = np.asarray(accuracy(net.predict(x_test), y_test))
    return result


def _layers(kind: str, width: int = 128) -> list[Module]:
    layers: list[Module] = []
    size = 64
    for _ in range(2):
        layers.append(Affine(size, width))
        if "BN" in kind:
            layers.append(BatchNorm(width))
        layers.append(ReLU())
        if "dropout" in kind:
            layers.append(Dropout(0.5))
        size = width
    return [*layers, Affine(size, 10)]
