"""Experiments of notebook 12: the student's GELU and SwiGLU in a net, beside ReLU."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy, softmax_loss
from course_lib.engine.modules import Affine, Module, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import Adam
from course_lib.engine.own import Function, Pair
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.since.experiments.widths import digits
from course_lib.seeds import default_rng, generators

BATCH, EPOCHS, SEEDS = 50, 6, 6
RATES = (0.003, 0.01, 0.03)
KINDS = ("ReLU", "GELU", "SwiGLU")


@dataclass(frozen=True)
class Units:
    """Losses and accuracies on the test digits (kinds, rates, seeds)."""

    loss: Array
    test: Array

    def best(self, kind: int) -> int:
        """Return the place of the rate with the lowest mean loss."""
        return int(self.loss[kind].mean(axis=1).argmin())


def compare(
    gelu: tuple[Function, Function], swiglu: tuple[Function, Function], seeds: int = SEEDS
) -> Units:
    """Train nets with two hidden layers of each unit by Adam, each at each rate.

    SwiGLU has two matrices a layer, so 43 units in the place of 64: about as many weights.
    """
    x, labels, x_test, labels_test = digits()
    layers: dict[str, list[Module]] = {
        "ReLU": [Affine(64, 64), ReLU(), Affine(64, 64), ReLU(), Affine(64, 10)],
        "GELU": [Affine(64, 64), Pair(*gelu), Affine(64, 64), Pair(*gelu), Affine(64, 10)],
        "SwiGLU": [
            Pair(*swiglu, w=(64, 43), v=(64, 43)),
            Pair(*swiglu, w=(43, 43), v=(43, 43)),
            Affine(43, 10),
        ],
    }
    losses, tests = [], []
    for kind in KINDS:
        copies = [rng for _ in RATES for rng in generators(200, seeds)]
        net = Network(layers[kind], copies, init="he")
        rule, rng = Adam(np.repeat(RATES, seeds)), default_rng(201)
        # exp(-z) overflows to inf for gates that are shut, and 1 / inf is the right 0.
        with one_blas_thread(), np.errstate(over="ignore"):
            for _ in range(EPOCHS):
                order = rng.permutation(len(x))
                for first in range(0, len(x) - BATCH + 1, BATCH):
                    rows = order[first : first + BATCH]
                    net.backward(softmax_loss(net.forward(x[rows]), labels[rows])[1])
                    rule.step(net.params, net.grads)
            scores = net.predict(x_test)
        losses.append(softmax_loss(scores, labels_test)[0])
        tests.append(accuracy(scores, labels_test))
    shape = (len(KINDS), len(RATES), seeds)
    return Units(np.reshape(losses, shape), np.reshape(tests, shape))
