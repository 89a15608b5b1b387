"""Experiments of notebook 07: the signs to watch in training, and what capacity looks like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.history import History
from course_lib.engine.losses import accuracy
from course_lib.engine.modules import Affine, Module, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD, Adam, Momentum
from course_lib.engine.train import fit
from course_lib.lessons.tuning.experiments.sanity import digits, two_layers
from course_lib.lessons.tuning.experiments.search import noisy_digits
from course_lib.seeds import default_rng, generators


@dataclass(frozen=True)
class Patient:
    """The curves of one net by epoch: loss at its start, training and validation accuracy."""

    name: str
    loss: Array
    train_accuracy: Array
    val_accuracy: Array


def patients() -> list[Patient]:
    """Train five nets on the digits, four of them with something wrong."""
    d = digits()
    few = noisy_digits(150, 0.4, seed=0)
    whole = (d.x_train, d.y_train)
    return [
        _patient("A", whole, lr=1e-5, hidden=50),
        _patient("B", few, lr=0.3, hidden=200),
        _patient("C", whole, lr=0.05, hidden=50),
        _patient("D", whole, lr=0.05, hidden=2),
        _patient("E", whole, lr=20.0, hidden=50),
    ]


def _patient(name: str, data: tuple[Array, Array], lr: float, hidden: int) -> Patient:
    d = digits()
    net = Network(two_layers(64, hidden), default_rng(83))
    history = fit(
        net,
        *data,
        Momentum(lr),
        epochs=20,
        batch_size=50,
        rng=default_rng(84),
        x_val=d.x_val,
        labels_val=d.y_val,
        stop_factor=None,
    )
    losses = history.loss[:: len(history.loss) // 20]
    return Patient(name, losses, history.train_accuracy, history.val_accuracy)


def by_epoch(losses: Array, epochs: int) -> Array:
    """Return the mean of the losses (steps, ...) over each epoch."""
    means: Array = losses.reshape(epochs, -1, *losses.shape[1:]).mean(axis=1)
    return means


LOSS_SHAPES = {"very high": 10.0, "high": 1.5, "good": 0.1, "low": 2e-3}


def loss_shapes(seeds: int = 5, epochs: int = 12) -> dict[str, Array]:
    """Train at four learning rates; the mean loss of each epoch by name, (epochs, seeds)."""
    d = digits()
    rates = np.repeat(list(LOSS_SHAPES.values()), seeds)
    net = Network(two_layers(64), generators(85, seeds) * len(LOSS_SHAPES))
    history = fit(
        net,
        d.x_train,
        d.y_train,
        Momentum(rates),
        epochs=epochs,
        batch_size=50,
        rng=generators(86, seeds) * len(LOSS_SHAPES),
        stop_factor=None,
    )
    means = by_epoch(history.loss, epochs).reshape(epochs, len(LOSS_SHAPES), seeds)
    return {name: means[:, i] for i, name in enumerate(LOSS_SHAPES)}


# ----------------------------------------------------------------------------- update ratios

RATIO_RATES = (1e-4, 1e-3, 1e-2, 1e-1)


@dataclass(frozen=True)
class Ratios:
    """Update ratios of the first weights: ``sgd`` and ``adam`` (rates, steps)."""

    sgd: Array
    adam: Array
    sgd_accuracy: Array  # (rates,)
    adam_accuracy: Array


def ratios(update_ratio: Callable[[Array, Array], Any], epochs: int = 5) -> Ratios:
    """Train 64-100-10 nets at four rates with SGD and Adam; ``update_ratio`` measures each step."""
    by_rule, accuracies = [], []
    for rule in (SGD, Adam):
        d = digits()
        n = len(RATIO_RATES)
        # One start and one order of the batches for all rates, so that only the rate differs.
        starts = [rng for _ in range(n) for rng in generators(87, 1)]
        net = Network([Affine(64, 100), ReLU(), Affine(100, 10)], starts)
        before = [net.layers[0].params["w"].copy()]
        rows: list[list[float]] = []

        def watch(step: int, net: Network, history: History) -> None:
            w = net.layers[0].params["w"]
            rows.append([float(update_ratio(b, a - b)) for b, a in zip(before[0], w, strict=True)])  # noqa: B023
            before[0] = w.copy()  # noqa: B023

        history = fit(
            net,
            d.x_train,
            d.y_train,
            rule(np.array(RATIO_RATES)),
            epochs=epochs,
            batch_size=50,
            rng=[rng for _ in RATIO_RATES for rng in generators(88, 1)],
            x_val=d.x_val,
            labels_val=d.y_val,
            callbacks=[watch],
            stop_factor=None,
        )
        by_rule.append(np.array(rows).T)
        accuracies.append(history.val_accuracy[-1])
    return Ratios(by_rule[0], by_rule[1], accuracies[0], accuracies[1])


def values_and_updates(
    lr: float = 0.1, steps: tuple[int, ...] = (1, 40, 120)
) -> dict[int, tuple[Array, Array]]:
    """Train a 64-100-10 net by SGD; return its first weights and their update at some steps."""
    d, seen = digits(), {}
    net = Network([Affine(64, 100), ReLU(), Affine(100, 10)], generators(87, 1)[0])
    before = net.layers[0].params["w"].copy()

    def watch(step: int, net: Network, history: History) -> None:
        w = net.layers[0].params["w"]
        if step in steps:
            seen[step] = w.copy(), w - before
        before[:] = w

    epochs = -(-max(steps) * 50 // len(d.x_train))
    rng = generators(88, 1)[0]
    fit(net, d.x_train, d.y_train, SGD(lr), epochs, 50, rng=rng, callbacks=[watch])
    return seen


# ----------------------------------------------------------------------- first-layer weights

WEIGHT_STRENGTHS = (0.0, 0.003, 0.03)


@dataclass(frozen=True)
class FirstLayer:
    """First-layer weights after training: ``w`` (strengths, seeds, 64, units), and more."""

    w: Array
    roughness: Array  # (strengths, seeds)
    val_accuracy: Array  # (strengths, seeds)


def first_layers(seeds: int = 6, hidden: int = 30) -> FirstLayer:
    """Train nets on 300 digits, a fifth with random labels, at three L2 strengths."""
    d = digits()
    n = len(WEIGHT_STRENGTHS)
    pairs = [noisy_digits(300, 0.2, seed) for seed in range(seeds)]
    net = Network([Affine(64, hidden), ReLU(), Affine(hidden, 10)], generators(89, seeds) * n)
    history = fit(
        net,
        np.stack([x for x, _ in pairs] * n),
        np.stack([labels for _, labels in pairs] * n),
        Momentum(0.05),
        epochs=40,
        batch_size=20,
        rng=generators(90, seeds) * n,
        x_val=d.x_val,
        labels_val=d.y_val,
        l2=np.repeat(WEIGHT_STRENGTHS, seeds),
    )
    w = net.layers[0].params["w"].reshape(n, seeds, 64, hidden)
    return FirstLayer(w.copy(), roughness(w), history.val_accuracy[-1].reshape(n, seeds))


def roughness(w: Array) -> Array:
    """Return the mean squared difference of neighbouring pixels over twice the variance.

    ``w`` (..., 64, units) are images of 8 x 8. White noise has 1, a smooth image much less. The
    value is the mean over the units, the images weighted by their size.
    """
    images = np.moveaxis(w, -1, -2).reshape(*w.shape[:-2], w.shape[-1], 8, 8)
    down = np.diff(images, axis=-2) ** 2
    across = np.diff(images, axis=-1) ** 2
    steps = (down.mean(axis=(-3, -2, -1)) + across.mean(axis=(-3, -2, -1))) / 2
    variance = images.var(axis=(-2, -1)).mean(axis=-1)
    relative: Array = steps / (2 * variance)
    return relative


# ----------------------------------------------------------------------------------- capacity


@dataclass(frozen=True)
class Capacity:
    """Nets with 3, 6 and 20 hidden units on 2-D data; the decision of one net on a square."""

    x: Array
    labels: Array
    side: Array
    widths: tuple[int, ...]
    decision: list[Array]  # probability-like score of class 1 on the square, one for each width
    train_accuracy: Array  # (widths, seeds)
    test_accuracy: Array


def rings(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return ``n`` points in two overlapping classes: class 1 lies around class 0, with noise."""
    labels = (np.arange(n) % 2).astype(np.int64)
    angle = rng.uniform(0, 2 * np.pi, n)
    radius = np.where(labels == 1, 2.0, 0.8) + 0.45 * rng.standard_normal(n)
    x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return x, labels


def capacity(widths: tuple[int, ...] = (3, 6, 20), seeds: int = 10) -> Capacity:
    """Train nets with one hidden layer of each width on 60 points, without regularization."""
    sets = [rings(60, rng) for rng in generators(91, seeds)]
    x, labels = np.stack([s[0] for s in sets]), np.stack([s[1] for s in sets])
    x_test, y_test = rings(2000, default_rng(92))
    side = np.linspace(-3.5, 3.5, 80)
    square = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    decisions, train, test = [], [], []
    for width in widths:
        layers: list[Module] = [Affine(2, width), ReLU(), Affine(width, 2)]
        net = Network(layers, generators(93, seeds))
        fit(net, x, labels, Adam(0.02), epochs=400, batch_size=60, rng=generators(94, seeds))
        train.append(accuracy(net.predict(x), labels))
        test.append(accuracy(net.predict(x_test), np.broadcast_to(y_test, (seeds, len(y_test)))))
        logits = net.predict(square)[0]
        decisions.append((logits[:, 1] - logits[:, 0]).reshape(80, 80))
    return Capacity(x[0], labels[0], side, widths, decisions, np.array(train), np.array(test))
