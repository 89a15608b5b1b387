"""Experiments of notebook 06: the six-row table in several regimes, and what explains it.

All nets of an experiment train as one stack: member ``s * members + m`` is net m of seed s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from course_lib.data import load_digits
from course_lib.engine.arrays import Array
from course_lib.engine.losses import softmax
from course_lib.engine.modules import Affine, Module, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD
from course_lib.engine.threads import one_blas_thread
from course_lib.engine.train import fit
from course_lib.seeds import default_rng, generators

ROWS = (
    "single model",
    "10 models, average",
    "10 models, vote",
    "25 snapshots, average",
    "25 snapshots, vote",
    "25 snapshots, parameters",
)
# CS182, "Some comparisons": the test accuracies of the six rows, in this order.
LECTURE = (0.837, 0.855, 0.851, 0.865, 0.861, 0.864)


@dataclass(frozen=True)
class Regime:
    """How the nets of a table train; ``hidden`` 0 is softmax regression."""

    name: str
    hidden: int
    lr: float
    batch_size: int
    epochs: int = 10


REGIMES = (
    Regime("softmax regression, large rate", hidden=0, lr=0.3, batch_size=8),
    Regime("32 hidden units, large rate", hidden=32, lr=0.3, batch_size=8),
    Regime("64 hidden units, small rate", hidden=64, lr=0.1, batch_size=16),
)


@cache
def noisy_digits() -> tuple[Array, Array, Array, Array]:
    """Return digits under heavy noise: ``x`` (1198, 64), ``labels``, and the same for the test.

    Pixels run from 0 to 1; normal noise with standard deviation 0.3 is added to every one.
    """
    split = load_digits()
    rng = default_rng(60)

    def noisy(x: Array) -> Array:
        return (x / 16 + 0.3 * rng.standard_normal(x.shape)).astype(np.float32)

    x_test = np.concatenate([split.x_val, split.x_test])
    y_test = np.concatenate([split.y_val, split.y_test])
    return noisy(split.x_train), split.y_train, noisy(x_test), y_test


def layers(hidden: int) -> list[Module]:
    """Return the layers of a net with one hidden layer, or of softmax regression for 0."""
    if not hidden:
        return [Affine(64, 10)]
    return [Affine(64, hidden), ReLU(), Affine(hidden, 10)]


@dataclass(frozen=True)
class Trained:
    """A stack of ``seeds`` times ``members`` nets and the snapshots of each seed's first net."""

    regime: Regime
    seeds: int
    members: int
    net: Network
    snapshots: Array  # (snapshots, seeds, P)


def train(
    regime: Regime,
    seeds: int = 8,
    members: int = 10,
    steps: Sequence[int] = (),
    bootstrap: Callable[[int, np.random.Generator], Array] | None = None,
    schedule: Callable[[int], float] | None = None,
) -> Trained:
    """Train the nets of ``regime``; the parameters of each seed's first net are kept at ``steps``.

    ``bootstrap(n, rng)`` gives every net rows of its own.
    """
    x, labels, _, _ = noisy_digits()
    rngs = generators(61, seeds * members)
    net = Network(layers(regime.hidden), rngs, init="he")
    if bootstrap is not None:
        rows = np.stack([bootstrap(len(x), rng) for rng in generators(62, seeds * members)])
        x, labels = x[rows], labels[rows]
    kept: list[Array] = []
    wanted = set(int(step) for step in steps)

    def keep(step: int, net: Network, history: Any) -> None:
        if step in wanted:
            kept.append(net.params[::members].copy())

    fit(
        net,
        x,
        labels,
        SGD(lr=regime.lr),
        epochs=regime.epochs,
        batch_size=regime.batch_size,
        rng=rngs,
        callbacks=[keep],
        schedule=schedule,
        stop_factor=None,
    )
    return Trained(regime, seeds, members, net, np.array(kept))


def steps_of(regime: Regime) -> int:
    """Return how many steps a training of ``regime`` takes."""
    n, size = len(noisy_digits()[0]), regime.batch_size
    return regime.epochs * (n // size + (n % size > 1))


@one_blas_thread()
def probabilities(regime: Regime, params: Array) -> Array:
    """Return the test probabilities (..., N, 10) of nets with parameters ``params`` (..., P)."""
    flat = params.reshape(-1, params.shape[-1])
    net = Network(layers(regime.hidden), generators(0, len(flat)), init="he")
    net.params[...] = flat
    probs: Array = softmax(net.predict(noisy_digits()[2]))
    return probs.reshape(*params.shape[:-1], *probs.shape[1:])


def accuracy(labels: Array) -> Array:
    """Return the share of right ``labels`` (..., N) on the test set."""
    right: Array = (labels == noisy_digits()[3]).mean(axis=-1)
    return right


def six_rows(
    trained: Trained,
    average: Callable[[Array], Array],
    vote: Callable[[Array], Array],
    average_parameters: Callable[[Array], Array],
) -> Array:
    """Return the test accuracies (6, seeds) of ``ROWS``, combined by the student's functions."""
    regime, seeds = trained.regime, trained.seeds
    models = probabilities(
        regime, trained.net.params.reshape(seeds, trained.members, -1)
    )  # (seeds, members, N, 10)
    shots = probabilities(regime, trained.snapshots)  # (snapshots, seeds, N, 10)
    table = np.empty((6, seeds))
    for seed in range(seeds):
        mean_params = average_parameters(trained.snapshots[:, seed])
        labels = [
            models[seed, 0].argmax(axis=-1),
            average(models[seed]).argmax(axis=-1),
            vote(models[seed]),
            average(shots[:, seed]).argmax(axis=-1),
            vote(shots[:, seed]),
            probabilities(regime, mean_params[None])[0].argmax(axis=-1),
        ]
        table[:, seed] = accuracy(np.stack(labels))
    return table


def rank_correlation(a: Array, b: Sequence[float]) -> float:
    """Return Spearman's rank correlation of ``a`` and ``b``: 1 same order, -1 reversed."""
    ranks = [np.argsort(np.argsort(v)) for v in (a, b)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def agreement(labels: Array) -> tuple[float, float]:
    """Return how often another member says the same: where a member is right, where it is wrong.

    ``labels`` (E, N) are the members' choices.
    """
    truth = noisy_digits()[3]
    members = len(labels)
    same = (labels[:, None] == labels[None]).sum(axis=1) - 1  # others who agree, (E, N)
    right = labels == truth
    return (
        float(same[right].mean() / (members - 1)),
        float(same[~right].mean() / (members - 1)),
    )


def by_members(
    trained: Trained, average: Callable[[Array], Array], sizes: Sequence[int] = (1, 2, 3, 5, 10)
) -> Array:
    """Return the test accuracy (seeds, sizes) of the average of each seed's first nets."""
    params = trained.net.params.reshape(trained.seeds, trained.members, -1)
    models = probabilities(trained.regime, params)
    labels = [[average(m[:size]).argmax(axis=-1) for size in sizes] for m in models]
    return accuracy(np.array(labels))


def along_the_line(regime: Regime, start: Array, end: Array, points: int = 21) -> Array:
    """Return the accuracy (points, seeds) of nets on the line between two sets of parameters."""
    return np.stack(
        [
            accuracy(probabilities(regime, (1 - z) * start + z * end).argmax(axis=-1))
            for z in np.linspace(0, 1, points)
        ]
    )


def polyak(
    regime: Regime, update: Callable[[Array, Array], Array], seeds: int = 8, burn_in: float = 0.2
) -> tuple[Array, Array]:
    """Return the accuracies (epochs, seeds) of the running parameters and of their average.

    The average starts at the parameters after a share ``burn_in`` of the steps.
    """
    x, labels, _, _ = noisy_digits()
    net = Network(layers(regime.hidden), generators(61, seeds), init="he")
    total = steps_of(regime)
    per_epoch = total // regime.epochs
    averages: list[Array] = []
    curves: list[tuple[Array, Array]] = []

    def follow(step: int, net: Network, history: Any) -> None:
        if step == round(burn_in * total):
            averages.append(net.params.ravel().copy())
        elif averages:
            averages[0] = update(averages[0], net.params.ravel().copy())
        if step % per_epoch == 0 and averages:
            both = np.stack([net.params, averages[0].reshape(net.params.shape)])
            now, average = accuracy(probabilities(regime, both).argmax(axis=-1))
            curves.append((now, average))

    fit(
        net,
        x,
        labels,
        SGD(lr=regime.lr),
        epochs=regime.epochs,
        batch_size=regime.batch_size,
        rng=generators(63, seeds),
        callbacks=[follow],
        stop_factor=None,
    )
    now, average = zip(*curves, strict=True)
    return np.array(now), np.array(average)


@one_blas_thread()
def shared_trunk(trained: Trained, heads: int = 10) -> Array:
    """Return the probabilities (seeds, heads, N, 10) of new heads on each seed's first net.

    The hidden layer of that net stays as it is; every head starts at other weights and sees the
    training set in another order.
    """
    regime, seeds = trained.regime, trained.seeds
    x, labels, x_test, _ = noisy_digits()
    trunk = Network(layers(regime.hidden), generators(0, seeds), init="he")
    trunk.params[...] = trained.net.params[:: trained.members]
    w, b = trunk.layers[0].params["w"], trunk.layers[0].params["b"]

    def features(x: Array) -> Array:
        return np.repeat(np.maximum(x @ w + b[:, None], 0), heads, axis=0)

    rngs = generators(64, seeds * heads)
    stack = Network([Affine(regime.hidden, 10)], rngs, init="he")
    fit(
        stack,
        features(x),
        np.broadcast_to(labels, (seeds * heads, len(labels))),
        SGD(lr=regime.lr),
        epochs=2,
        batch_size=regime.batch_size,
        rng=rngs,
        stop_factor=None,
    )
    probs: Array = softmax(stack.predict(features(x_test)))
    return probs.reshape(seeds, heads, *probs.shape[1:])
