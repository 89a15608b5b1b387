"""Experiments of notebook 12: a factor before each residual branch, fixed or learned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy, softmax_loss
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.since.experiments.widths import digits
from course_lib.seeds import default_rng, generators

BLOCKS, WIDTH, BATCH, EPOCHS, SEEDS = 20, 24, 64, 4, 4
RATES = (0.003, 0.03, 0.1, 0.3, 1.0)
KINDS = ("1", "1 / sqrt(20)", "learned from 0")


@dataclass(frozen=True)
class Branches:
    """Test accuracies (kinds, rates, seeds), and the factors (kinds, rates, seeds, blocks)."""

    test: Array
    factors: Array

    def best(self, kind: int) -> int:
        """Return the place of the rate with the best mean accuracy."""
        return int(self.test[kind].mean(axis=1).argmax())


class _Nets:
    """A stack of nets: h = x w0, then blocks h + a relu(h w1) w2, then scores h w3; no norm."""

    def __init__(self, members: int, factors: Array) -> None:
        shapes = [(64, WIDTH), *[(WIDTH, WIDTH)] * 2 * BLOCKS, (WIDTH, 10)]
        gains = [4, *[2, 1] * BLOCKS, 1]
        rngs = generators(160, SEEDS)
        self.weights: list[Array] = []
        for (fan_in, fan_out), gain in zip(shapes, gains, strict=True):
            std = (gain / fan_in) ** 0.5
            start = [std * rng.standard_normal((fan_in, fan_out)) for rng in rngs]
            self.weights.append(np.tile(np.array(start, np.float32), (members // SEEDS, 1, 1)))
        self.factors = np.repeat(factors[:, None], BLOCKS, axis=1).astype(np.float32)

    def forward(self, x: Array) -> Array:
        first, *inner, last = self.weights
        h: Array = np.matmul(x, first)
        self.kept: list[tuple[Array, Array, Array]] = []
        for k in range(BLOCKS):
            z = np.maximum(h @ inner[2 * k], 0)
            branch = z @ inner[2 * k + 1]
            self.kept.append((h, z, branch))
            h = h + self.factors[:, k, None, None] * branch
        self.ends = x, h
        return h @ last

    def step(self, dscores: Array, lr: Array, learned: Array) -> None:
        """Take one step of plain descent; ``learned`` (members,) is 1 where the factor moves."""
        x, end = self.ends
        rate = lr[:, None, None]
        dh: Array = dscores @ self.weights[-1].swapaxes(1, 2)
        self.weights[-1] -= rate * (end.swapaxes(1, 2) @ dscores)
        for k in reversed(range(BLOCKS)):
            h, z, branch = self.kept[k]
            w1, w2 = self.weights[1 + 2 * k], self.weights[2 + 2 * k]
            dbranch = self.factors[:, k, None, None] * dh
            dz = (dbranch @ w2.swapaxes(1, 2)) * (z > 0)
            da = (dh * branch).sum(axis=(1, 2))
            dh = dh + dz @ w1.swapaxes(1, 2)
            w2 -= rate * (z.swapaxes(1, 2) @ dbranch)
            w1 -= rate * (h.swapaxes(1, 2) @ dz)
            self.factors[:, k] -= lr * learned * da
        self.weights[0] -= rate * (x.T @ dh)


def compare() -> Branches:
    """Train nets of 20 blocks without a norm, with each kind of factor at each rate."""
    x, labels, x_test, labels_test = digits()
    shape = (len(KINDS), len(RATES), SEEDS)
    start = np.array([1, BLOCKS**-0.5, 0])[:, None, None] * np.ones(shape)
    lr = np.float32(np.array(RATES)[:, None] * np.ones(shape)).ravel()
    learned = np.float32(start == 0).ravel()
    nets, rng = _Nets(start.size, start.ravel()), default_rng(161)
    with one_blas_thread(), np.errstate(all="ignore"):
        for _ in range(EPOCHS):
            order = rng.permutation(len(x))
            for first in range(0, len(x) - BATCH + 1, BATCH):
                rows = order[first : first + BATCH]
                nets.step(softmax_loss(nets.forward(x[rows]), labels[rows])[1], lr, learned)
        scores = nets.forward(x_test)
    test = np.where(np.isfinite(scores).all(axis=(1, 2)), accuracy(scores, labels_test), 0.1)
    return Branches(test.reshape(shape), nets.factors.reshape(*shape, BLOCKS))
