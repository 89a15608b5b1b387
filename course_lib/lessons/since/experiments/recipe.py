"""Experiments of notebook 12: AdamW with warm-up and cosine, and averages of the weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.averaging import polyak_update
from course_lib.engine.losses import accuracy, softmax_loss
from course_lib.engine.network import Network
from course_lib.engine.optim import AdamW
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.since.experiments.widths import digits, relu_layers
from course_lib.seeds import default_rng, generators

BATCH, EPOCHS, WARM, SEEDS = 50, 10, 24, 8
RATES = (0.003, 0.01, 0.03, 0.1)
DECAY, EMA = 0.01, 0.95
SCHEDULES = ("constant", "warm-up", "cosine", "warm-up and cosine")
AVERAGES = ("last weights", "EMA", "SWA")


@dataclass(frozen=True)
class Recipe:
    """Losses and accuracies on the test digits: (schedules, rates, seeds) of the last weights.

    ``averaged_loss`` and ``averaged_test`` (averages, rates, seeds) are those of the constant rate.
    """

    loss: Array
    test: Array
    averaged_loss: Array
    averaged_test: Array


def compare(warmup_cosine: Function) -> Recipe:
    """Train 64-32-32-10 ReLU nets by AdamW under four schedules, each at each rate."""
    x, labels, x_test, labels_test = digits()
    shape = (len(SCHEDULES), len(RATES), SEEDS)
    copies = [rng for _ in range(shape[0] * shape[1]) for rng in generators(170, SEEDS)]
    net = Network(relu_layers(64, 32, 32, 10), copies, init="he")
    steps = EPOCHS * (len(x) // BATCH)
    rates = np.array([_rates(warmup_cosine, steps, lr) for lr in RATES]).swapaxes(0, 1)
    rule, rng = AdamW(0.0, weight_decay=DECAY), default_rng(171)
    ema, kept = net.params.copy(), []
    with one_blas_thread():
        for step in range(steps):
            if step % (steps // EPOCHS) == 0:
                order = rng.permutation(len(x))
            rows = order[BATCH * (step % (steps // EPOCHS)) :][:BATCH]
            net.backward(softmax_loss(net.forward(x[rows]), labels[rows])[1])
            rule.lr = np.repeat(rates[:, :, step].ravel(), SEEDS)
            rule.step(net.params, net.grads)
            ema = polyak_update(ema, net.params, EMA)
            if (step + 1) % (steps // EPOCHS) == 0:
                kept.append(net.params.copy())
        scored = []
        for params in (net.params.copy(), ema, np.mean(kept[EPOCHS // 2 :], axis=0)):
            net.params[...] = params
            scores = net.predict(x_test)
            scored.append((softmax_loss(scores, labels_test)[0], accuracy(scores, labels_test)))
    every: Array = np.reshape(scored, (len(AVERAGES), 2, *shape))
    return Recipe(every[0, 0], every[0, 1], every[:, 0, 0], every[:, 1, 0])


def _rates(warmup_cosine: Function, steps: int, lr: float) -> Array:
    """Return the rate of every step (schedules, steps)."""
    both, cosine = (
        [float(warmup_cosine(k, lr, warm, steps)) for k in range(steps)] for warm in (WARM, 0)
    )
    return np.array([[lr] * steps, both[:WARM] + [lr] * (steps - WARM), cosine, both])
