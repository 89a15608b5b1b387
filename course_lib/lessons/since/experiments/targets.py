"""Experiments of notebook 12: softer targets, by smoothing and by mixing, and their least loss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy, softmax
from course_lib.engine.network import Network
from course_lib.engine.optim import Adam
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.since.experiments.widths import digits, relu_layers
from course_lib.seeds import default_rng, generators

BATCH, EPOCHS, SEEDS, EPS = 50, 20, 6, 0.1
KINDS = ("one-hot", "smoothed", "mixed")


def entropy(targets: Array) -> Array:
    """Return the entropy (N,) of rows of targets: the least cross-entropy that a net can have."""
    found: Array = -(targets * np.log(np.where(targets > 0, targets, 1))).sum(axis=-1)
    return found


def mixed(x: Array, targets: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return the rows of a batch mixed with rows of the same batch, and so their targets.

    One share for the batch, drawn evenly from 0 to 1 (mixup, Zhang et al. 2018, with alpha = 1).
    """
    share, other = np.float32(rng.random()), rng.permutation(len(x))
    return (
        share * x + (1 - share) * x[other],
        share * targets + (1 - share) * targets[other],
    )


@dataclass(frozen=True)
class Softer:
    """Per kind and seed: the training loss of the last epoch, its least, test accuracy, certainty.

    ``certainty`` is the mean of the largest probability on the test digits.
    """

    loss: Array
    least: Array
    test: Array
    certainty: Array


def compare(smooth_targets: Function) -> Softer:
    """Train 64-64-10 ReLU nets on one-hot, smoothed and mixed targets."""
    x, labels, x_test, labels_test = digits()
    rows = []
    for kind in KINDS:
        targets = smooth_targets(labels, 10, EPS if kind == "smoothed" else 0.0).astype(np.float32)
        net = Network(relu_layers(64, 64, 10), generators(180, SEEDS), init="he")
        rule, rng = Adam(0.003), default_rng(181)
        seen, floors = [], []
        with one_blas_thread():
            for _ in range(EPOCHS):
                order = rng.permutation(len(x))
                for first in range(0, len(x) - BATCH + 1, BATCH):
                    part = order[first : first + BATCH]
                    batch, wanted = x[part], targets[part]
                    if kind == "mixed":
                        batch, wanted = mixed(batch, wanted, rng)
                    probs = softmax(net.forward(batch))
                    seen.append(-(wanted * np.log(probs + 1e-30)).sum(axis=-1).mean(axis=-1))
                    floors.append(entropy(wanted).mean())
                    net.backward((probs - wanted) / BATCH)
                    rule.step(net.params, net.grads)
        last = len(x) // BATCH
        scores = net.predict(x_test)
        rows.append(
            (
                np.mean(seen[-last:], axis=0),
                np.full(SEEDS, np.mean(floors[-last:])),
                accuracy(scores, labels_test),
                softmax(scores).max(axis=-1).mean(axis=-1),
            )
        )
    return Softer(*np.swapaxes(rows, 0, 1))
