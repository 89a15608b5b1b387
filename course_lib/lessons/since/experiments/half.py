"""Experiments of notebook 12: training in float16, where small gradients vanish."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy, softmax
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.since.experiments.widths import digits
from course_lib.seeds import default_rng, generators

WIDTHS = (64, 64, 64, 64, 64, 64, 10)
DIVIDED, LR, BATCH, EPOCHS, SEEDS = 20, 0.1, 50, 4, 3
POWERS = (0, 8, 16, 32, 40, 44)  # the loss is multiplied by 2 to these


def rounded(a: Array) -> Array:
    """Return the nearest float16 numbers, as float32: NumPy multiplies float16 slowly."""
    with np.errstate(over="ignore"):
        return a.astype(np.float16).astype(np.float32)


@dataclass(frozen=True)
class Half:
    """For each power (powers, seeds): accuracy, share of zeros in the first gradient, of skips."""

    test: Array
    zeros: Array
    skipped: Array


def compare() -> Half:
    """Train 64-64-64-64-64-64-10 ReLU nets whose numbers are all rounded to float16.

    The loss is the usual one divided by 2**20, the rate multiplied by it. Weights are kept in
    float32 and rounded where they are used. A step with an infinite gradient is skipped.
    """
    x, labels, x_test, labels_test = digits()
    members = len(POWERS) * SEEDS
    rngs = generators(190, SEEDS)
    weights = []
    for fan_in, fan_out in pairwise(WIDTHS):
        std = (2 / fan_in) ** 0.5
        start = [std * rng.standard_normal((fan_in, fan_out)) for rng in rngs]
        weights.append(np.tile(np.array(start, np.float32), (len(POWERS), 1, 1)))
    scale = np.repeat(2.0 ** (np.array(POWERS) - DIVIDED), SEEDS).astype(np.float32)[:, None, None]
    zeros, skipped, steps = np.zeros(members), np.zeros(members), 0
    rng = default_rng(191)
    with one_blas_thread(), np.errstate(all="ignore"):
        for _ in range(EPOCHS):
            order = rng.permutation(len(x))
            for first in range(0, len(x) - BATCH + 1, BATCH):
                rows = order[first : first + BATCH]
                grads = _gradients(weights, x[rows], np.eye(10)[labels[rows]], scale)
                fine = np.all([np.isfinite(g).all(axis=(1, 2)) for g in grads], axis=0)
                zeros += (grads[0] == 0).mean(axis=(1, 2))
                skipped += ~fine
                steps += 1
                for w, g in zip(weights, grads, strict=True):
                    w -= np.where(fine[:, None, None], np.float32(LR) / scale * g, 0)
        test = accuracy(_forward(weights, x_test)[-1], labels_test)
    shape = (len(POWERS), SEEDS)
    return Half(*((a.reshape(shape)) for a in (test, zeros / steps, skipped / steps)))


def _forward(weights: list[Array], x: Array) -> list[Array]:
    """Return the input and what every layer makes of it, each rounded."""
    outs = [rounded(x)]
    for k, w in enumerate(weights):
        out = rounded(outs[-1] @ rounded(w))
        outs.append(np.maximum(out, 0) if k < len(weights) - 1 else out)
    return outs


def _gradients(weights: list[Array], x: Array, targets: Array, scale: Array) -> list[Array]:
    """Return the gradients of the scaled loss, every one and every step to it rounded."""
    *ins, scores = _forward(weights, x)
    dout = rounded(scale * np.float32((softmax(scores) - targets) / len(x)))
    grads = []
    for w, h in zip(reversed(weights), reversed(ins), strict=True):
        grads.append(rounded(np.swapaxes(h, -1, -2) @ dout))
        dout = rounded(dout @ rounded(w).swapaxes(1, 2)) * (h > 0)
    return grads[::-1]
