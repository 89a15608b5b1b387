"""Experiments of notebook 04: where dropout helps, where it hurts, and what to do at test time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_lib.data import load_digits
from course_lib.engine.arrays import Array
from course_lib.engine.dropout import dropout_backward, dropout_forward
from course_lib.engine.losses import accuracy, softmax, softmax_loss
from course_lib.engine.modules import Affine, Dropout, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import Adam
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.engine.train import fit
from course_lib.seeds import generators

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Run:
    """A stack of nets after training, one a seed, and how each did; every array is (seeds,)."""

    net: Network
    keep_prob: float
    train_curve: Array  # (epochs, seeds)
    test_curve: Array  # (epochs, seeds)
    train_accuracy: Array
    test_accuracy: Array
    test_loss: Array

    @property
    def gap(self) -> Array:
        """Training accuracy (on the labels as given) minus test accuracy."""
        return self.train_accuracy - self.test_accuracy


def digits(n: int, noise: float, seeds: int) -> tuple[Array, Array, Array, Array]:
    """Return for each seed its own ``n`` digits, a share ``noise`` of them with a random label.

    ``x`` (seeds, n, 64), ``labels`` (seeds, n), and one test set for all, ``x_test`` and
    ``y_test``. Pixels run from 0 to 1.
    """
    split = load_digits()
    x, labels = [], []
    for rng in generators(40, seeds):
        rows = rng.choice(len(split.x_train), size=n, replace=False)
        y = split.y_train[rows].copy()
        noisy = rng.random(n) < noise
        y[noisy] = rng.integers(10, size=int(noisy.sum()))
        x.append(split.x_train[rows])
        labels.append(y)
    x_test = np.concatenate([split.x_val, split.x_test])
    y_test = np.concatenate([split.y_val, split.y_test])
    return np.stack(x) / 16, np.stack(labels), x_test / 16, y_test


def train(
    keep_prob: float,
    n: int = 200,
    noise: float = 0.2,
    seeds: int = 8,
    epochs: int = 40,
    own: tuple[Function, Function] = (dropout_forward, dropout_backward),
) -> Run:
    """Train a 64-128-128-10 net for each seed, with dropout after both hidden layers.

    ``own`` is the student's pair of forward and backward.

    The same seed means the same digits, the same initial weights and the same batches, whatever
    ``keep_prob``: two runs can be compared seed by seed.
    """
    x, labels, x_test, y_test = digits(n, noise, seeds)
    layers = [Affine(64, 128), ReLU(), Dropout(keep_prob, *own)]
    layers += [Affine(128, 128), ReLU(), Dropout(keep_prob, *own), Affine(128, 10)]
    net = Network(layers, generators(41, seeds), init="he")
    history = fit(
        net,
        x,
        labels,
        Adam(lr=2e-3),
        epochs=epochs,
        batch_size=20,
        rng=generators(42, seeds),
        x_val=x_test,
        labels_val=y_test,
        stop_factor=None,
    )
    logits = net.predict(x_test)
    return Run(
        net=net,
        keep_prob=keep_prob,
        train_curve=history.train_accuracy,
        test_curve=history.val_accuracy,
        train_accuracy=history.train_accuracy[-1],
        test_accuracy=np.asarray(accuracy(logits, y_test)),
        test_loss=np.asarray(softmax_loss(logits, np.broadcast_to(y_test, logits.shape[:-1]))[0]),
    )


def paired(a: Array, b: Array) -> tuple[float, float]:
    """Return the mean over seeds of ``a - b`` and its standard error."""
    difference = np.asarray(a) - np.asarray(b)
    return float(difference.mean()), float(difference.std(ddof=1) / np.sqrt(len(difference)))


@dataclass(frozen=True)
class MonteCarlo:
    """Monte-Carlo dropout against the scaling rule; arrays (numbers of masks, seeds)."""

    masks: list[int]
    accuracy: Array
    loss: Array
    rule_accuracy: Array  # (seeds,)
    rule_loss: Array


@one_blas_thread()
def monte_carlo(
    run: Run, mc_dropout: Callable[..., Array], masks: tuple[int, ...] = (1, 3, 10, 30, 100)
) -> MonteCarlo:
    """Average predictions over masks with ``mc_dropout``, on 300 test digits."""
    _, _, x_test, y_test = digits(1, 0.0, 1)
    x, labels = x_test[:300].astype(np.float32), y_test[:300]
    accuracies: list[list[float]] = [[] for _ in masks]
    losses: list[list[float]] = [[] for _ in masks]
    seeds = len(run.test_accuracy)
    rule = np.array([softmax(run.net.member(s).predict(x)) for s in range(seeds)])
    for seed, rng in enumerate(generators(43, seeds)):
        predict = noisy_prediction(run.net.member(seed), run.keep_prob)
        for row, n in enumerate(masks):
            probs = mc_dropout(predict, x, n, rng)
            accuracies[row].append(float(np.mean(probs.argmax(axis=1) == labels)))
            losses[row].append(_log_loss(probs, labels))
    return MonteCarlo(
        masks=list(masks),
        accuracy=np.array(accuracies),
        loss=np.array(losses),
        rule_accuracy=(rule.argmax(axis=-1) == labels).mean(axis=-1),
        rule_loss=np.array([_log_loss(p, labels) for p in rule]),
    )


def noisy_prediction(
    net: Network, keep_prob: float
) -> Callable[[Array, np.random.Generator], Array]:
    """Return ``predict(x, rng)``: the probabilities of one net with one fresh set of masks."""
    weights = [layer.params for layer in net.layers if isinstance(layer, Affine)]

    def predict(x: Array, rng: np.random.Generator) -> Array:
        for params in weights[:-1]:
            x = np.maximum(x @ params["w"] + params["b"], 0)
            x = x * (rng.random(x.shape, dtype=np.float32) < keep_prob) / np.float32(keep_prob)
        return softmax(x @ weights[-1]["w"] + weights[-1]["b"])

    return predict


@one_blas_thread()
def doubt(run: Run, n_masks: int = 30) -> tuple[Array, Array]:
    """Return the doubt about right answers and about wrong ones, each (seeds,).

    The doubt about one answer is the share of masks under which the net names another class than
    the average over the masks does; on 300 test digits.
    """
    _, _, x_test, y_test = digits(1, 0.0, 1)
    x, labels = x_test[:300].astype(np.float32), y_test[:300]
    right, wrong = [], []
    for seed, rng in enumerate(generators(44, len(run.test_accuracy))):
        predict = noisy_prediction(run.net.member(seed), run.keep_prob)
        probs = np.stack([predict(x, rng) for _ in range(n_masks)])
        chosen = probs.mean(axis=0).argmax(axis=1)
        other = (probs.argmax(axis=2) != chosen).mean(axis=0)
        right.append(other[chosen == labels].mean())
        wrong.append(other[chosen != labels].mean())
    return np.array(right), np.array(wrong)


@dataclass(frozen=True)
class Redundancy:
    """What is left of nets when units are switched off for good, and how busy the units are."""

    shares: tuple[float, ...]  # of the hidden units that are off
    accuracy: Array  # test accuracy (shares, seeds)
    edges: Array  # of the histogram's bins
    chances: Array  # share of the first hidden layer's outputs in each bin
    silent: Array  # share of outputs of the first hidden layer that are 0, (seeds,)


@one_blas_thread()
def redundancy(
    run: Run, shares: tuple[float, ...] = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9)
) -> Redundancy:
    """Switch off a share of the units of both hidden layers, the same for all test digits.

    The units that stay are divided by the share that stays, as in inverted dropout.
    """
    _, _, x_test, y_test = digits(1, 0.0, 1)
    accuracies = np.empty((len(shares), len(run.test_accuracy)))
    edges = np.linspace(0, 4, 41)
    counts, silent = np.zeros(40), []
    for seed, rng in enumerate(generators(45, accuracies.shape[1])):
        weights = [la.params for la in run.net.member(seed).layers if isinstance(la, Affine)]
        orders = [rng.permutation(params["w"].shape[1]) for params in weights[:-1]]
        for row, share in enumerate(shares):
            h = x_test.astype(np.float32)
            for depth, (params, order) in enumerate(zip(weights, orders, strict=False)):
                h = np.maximum(h @ params["w"] + params["b"], 0)
                if depth == 0 and row == 0:
                    silent.append(float(np.mean(h == 0)))
                    counts += np.histogram(np.minimum(h, edges[-1]), edges)[0]
                off = order[: round(share * len(order))]
                h[:, off] = 0
                h /= 1 - len(off) / len(order)
            accuracies[row, seed] = accuracy(h @ weights[-1]["w"] + weights[-1]["b"], y_test)
    return Redundancy(shares, accuracies, edges, counts / counts.sum(), np.array(silent))


def _log_loss(probs: Array, labels: Array) -> float:
    return float(-np.mean(np.log(np.maximum(probs[np.arange(len(labels)), labels], 1e-12))))


@one_blas_thread()
def scaling_slips(run: Run) -> dict[str, tuple[Array, Array]]:
    """Return test accuracies and losses (seeds,) of nets whose hidden units are scaled wrongly."""
    _, _, x_test, y_test = digits(1, 0.0, 1)
    by_slip = {}
    for name, factor in (
        ("as trained", 1.0),
        (f"scaled by {run.keep_prob:g} as well", run.keep_prob),
        (f"divided by {run.keep_prob:g} at test time", 1 / run.keep_prob),
    ):
        accuracies, losses = [], []
        for seed in range(len(run.test_accuracy)):
            h = x_test.astype(np.float32)
            weights = [la.params for la in run.net.member(seed).layers if isinstance(la, Affine)]
            for params in weights[:-1]:
                h = np.maximum(h @ params["w"] + params["b"], 0) * np.float32(factor)
            logits = h @ weights[-1]["w"] + weights[-1]["b"]
            accuracies.append(float(accuracy(logits, y_test)))
            losses.append(float(softmax_loss(logits, y_test)[0]))
        by_slip[name] = (np.array(accuracies), np.array(losses))
    return by_slip


def plot_curves(without: Run, with_dropout: Run, title: str) -> Figure:
    """Draw training and test accuracy over the epochs, mean and SD over the seeds."""
    from matplotlib.figure import Figure

    from course_lib.plots import label, mean_band

    figure = Figure(figsize=(9, 3.4), layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True)
    epochs = np.arange(1, len(without.train_curve) + 1)
    for index, (name, run) in enumerate(
        {"no dropout": without, f"keep_prob {with_dropout.keep_prob:g}": with_dropout}.items()
    ):
        mean_band(left, epochs, run.train_curve.T, name, index)
        mean_band(right, epochs, run.test_curve.T, name, index)
    seeds = len(without.test_accuracy)
    label(left, f"training set ({title})", "epoch", "accuracy (share right)")
    label(right, f"test set, mean and SD of {seeds} seeds", "epoch", "accuracy (share right)")
    return figure


def plot_redundancy(runs: dict[str, Redundancy]) -> Figure:
    """Draw the accuracy with units off on the left, the hidden outputs' histogram on the right."""
    from matplotlib.figure import Figure

    from course_lib.plots import PALETTE, label, mean_band

    figure = Figure(figsize=(9, 3.4), layout="constrained")
    left, right = figure.subplots(1, 2)
    for index, (name, run) in enumerate(runs.items()):
        mean_band(left, np.array(run.shares), run.accuracy.T, name, index)
        right.stairs(
            run.chances,
            run.edges,
            color=PALETTE[index],
            linestyle=("-", "--")[index],
            linewidth=1.5,
            label=name,
        )
    seeds = next(iter(runs.values())).accuracy.shape[1]
    label(
        left,
        f"units switched off, mean and SD of {seeds} nets",
        "share of the hidden units that are off",
        "test accuracy (share right)",
    )
    right.set_yscale("log")
    label(
        right,
        "outputs of the first hidden layer",
        "output of a unit (last bin: 4 or more)",
        "share of all outputs",
    )
    return figure


def plot_monte_carlo(result: MonteCarlo) -> Figure:
    """Draw accuracy and loss against the number of masks, beside the scaling rule."""
    from matplotlib.figure import Figure

    from course_lib.plots import PALETTE, label, mean_band

    figure = Figure(figsize=(9, 3.2), layout="constrained")
    for axes, runs, rule, name in zip(
        figure.subplots(1, 2),
        (result.accuracy, result.loss),
        (result.rule_accuracy, result.rule_loss),
        ("test accuracy (share right)", "test loss (nats)"),
        strict=True,
    ):
        mean_band(axes, result.masks, runs.T, "average over masks", 0)
        axes.axhline(rule.mean(), color=PALETTE[1], linestyle="--", label="scaling rule")
        axes.set_xscale("log")
        axes.set_xticks(result.masks, [str(n) for n in result.masks])
        axes.minorticks_off()
        label(axes, f"{name}, mean and SD of {len(rule)} nets", "number of masks", name)
    return figure
