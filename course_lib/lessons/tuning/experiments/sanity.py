"""Experiments of notebook 07: sanity checks before training, and learning rates found by hand.

The lecture works on CIFAR-10, which is not part of this course. Its nearest relative here: patches
of 32 x 32 pixels in three colours, cut from ten regions of two photographs; the label is the
region. Small, quick experiments use the digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from course_lib.data import Split, load_digits, load_photos
from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy, softmax_loss
from course_lib.engine.modules import Affine, Module, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.engine.train import fit
from course_lib.seeds import default_rng, generators

PATCH = 32
TINY = 1e-4  # the standard deviation of the lecture's initial weights


def two_layers(dim: int, hidden: int = 50) -> list[Module]:
    """Return the layers of the lecture's net: affine, ReLU, affine, to 10 classes."""
    return [Affine(dim, hidden), ReLU(), Affine(hidden, 10)]


@cache
def patches(per_region: int = 80) -> tuple[Array, Array, Array, Array]:
    """Return x_train, y_train, x_val, y_val of patches: raw pixels minus the training mean.

    Each photograph is cut into five upright strips, ten regions in all. A region is tiled with 52
    patches; 13 of these tiles are the validation patches. The ``per_region`` training patches lie
    anywhere in the region where they share no pixel with a validation tile.
    """
    rng = default_rng(70)
    x: tuple[list[Array], list[Array]] = ([], [])
    labels: tuple[list[int], list[int]] = ([], [])
    for photo_number, photo in enumerate(load_photos().values()):
        for strip in range(5):
            region = photo[:, 128 * strip : 128 * (strip + 1)]
            rows, columns = region.shape[:2]
            taken = np.zeros((rows, columns), dtype=bool)
            corners = [divmod(int(tile), 4) for tile in rng.choice(52, size=13, replace=False)]
            places: list[list[tuple[int, int]]] = [[], [(PATCH * i, PATCH * j) for i, j in corners]]
            for i, j in places[1]:
                taken[i : i + PATCH, j : j + PATCH] = True
            while len(places[0]) < per_region:
                i = int(rng.integers(rows - PATCH + 1))
                j = int(rng.integers(columns - PATCH + 1))
                if not taken[i : i + PATCH, j : j + PATCH].any():
                    places[0].append((i, j))
            for part in (0, 1):
                x[part].extend(
                    region[i : i + PATCH, j : j + PATCH].ravel() for i, j in places[part]
                )
                labels[part].extend([5 * photo_number + strip] * len(places[part]))
    train, val = (np.array(part, dtype=np.float64) for part in x)
    mean = train.mean(axis=0)
    return train - mean, np.array(labels[0]), val - mean, np.array(labels[1])


@cache
def digits() -> Split:
    """Return the digits with pixels from 0 to 1, minus the mean image of the training part."""
    raw = load_digits()
    mean = raw.x_train.mean(axis=0)
    x_train, x_val, x_test = ((x - mean) / 16 for x in (raw.x_train, raw.x_val, raw.x_test))
    return Split(x_train, raw.y_train, x_val, raw.y_val, x_test, raw.y_test)


# ------------------------------------------------------------------------- sanity of the loss


def initial_losses(
    regularized_loss: Function, strengths: Sequence[float], seeds: int = 10
) -> Array:
    """Return the first loss of the lecture's 3072-50-10 net, (strengths, seeds)."""
    x, labels, _, _ = patches()
    net = Network(two_layers(3072), generators(71, seeds), init=TINY, dtype=np.float64)
    with one_blas_thread():
        data_loss = net.loss(x[:100], labels[:100])
    arrays = [layer.params["w"] for layer in net.layers if "w" in layer.params]
    return np.array(
        [
            [regularized_loss(float(data_loss[s]), [w[s] for w in arrays], r) for s in range(seeds)]
            for r in strengths
        ]
    )


@dataclass(frozen=True)
class TinySet:
    """Cost and training accuracy on 20 examples after every step: arrays (steps, seeds)."""

    cost: Array
    accuracy: Array
    shuffled_cost: Array  # the same nets, but the labels come in a new order at every step


def overfit(steps: int = 200, seeds: int = 10) -> TinySet:
    """Train 64-50-10 nets on 20 raw digits each, as the lecture does on 20 CIFAR images."""
    raw = load_digits()
    rows = [rng.choice(len(raw.y_train), 20, replace=False) for rng in generators(72, seeds)]
    x = np.stack([raw.x_train[r] for r in rows]) - raw.x_train.mean(axis=0)
    labels = np.stack([raw.y_train[r] for r in rows])
    cost, share = _descend(x, labels, steps, None)
    shuffled, _ = _descend(x, labels, steps, default_rng(73))
    return TinySet(cost, share, shuffled)


def _descend(
    x: Array, labels: Array, steps: int, shuffle: np.random.Generator | None
) -> tuple[Array, Array]:
    """Return cost and accuracy after each of ``steps`` steps of full-batch descent at rate 0.1."""
    net = Network(two_layers(64), generators(74, len(x)), init=TINY, dtype=np.float64)
    rule = SGD(0.1)
    cost, share = np.zeros((steps, len(x))), np.zeros((steps, len(x)))
    with one_blas_thread():
        for step in range(steps):
            if shuffle is not None:
                labels = shuffle.permuted(labels, axis=1)
            net.backward(softmax_loss(net.forward(x), labels)[1])
            rule.step(net.params, net.grads)
            logits = net.predict(x)
            cost[step] = softmax_loss(logits, labels)[0]
            share[step] = accuracy(logits, labels)
    return cost, share


# ------------------------------------------------------------- learning rates, one by one


@dataclass(frozen=True)
class ByHand:
    """Runs of the lecture's net on patches: arrays (epochs, rates, seeds), loss per step."""

    rates: tuple[float, ...]
    loss: Array  # (steps, rates, seeds)
    train_accuracy: Array
    val_accuracy: Array

    @property
    def cost(self) -> Array:
        """The mean loss of each epoch."""
        epochs = len(self.train_accuracy)
        means: Array = self.loss.reshape(epochs, -1, *self.loss.shape[1:]).mean(axis=1)
        return means


def by_hand(
    rates: tuple[float, ...] = (1e-6, 1e-5, 1e-3, 3e-3, 1e6), seeds: int = 3, epochs: int = 10
) -> ByHand:
    """Train the lecture's 3072-50-10 net with SGD at each rate, with no early stop."""
    x, labels, x_val, labels_val = patches()
    net = Network(two_layers(3072), generators(75, seeds) * len(rates), init=TINY)
    history = fit(
        net,
        x,
        labels,
        SGD(np.repeat(rates, seeds)),
        epochs=epochs,
        batch_size=100,
        rng=generators(76, seeds) * len(rates),
        x_val=x_val,
        labels_val=labels_val,
        l2=1e-6,
        stop_factor=None,
    )
    shape = (-1, len(rates), seeds)
    return ByHand(
        rates,
        history.loss.reshape(shape),
        history.train_accuracy.reshape(shape),
        history.val_accuracy.reshape(shape),
    )
