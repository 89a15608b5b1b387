"""Experiments of notebook 05 on the rate over time: schedules, a range test, and warm-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_lib.data import make_signals
from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy, softmax_loss
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD, Momentum
from course_lib.engine.threads import one_blas_thread
from course_lib.engine.train import fit
from course_lib.lessons.optimizers.experiments.nets import (
    digits,
    layers,
    noisy_digits,
    paired,
    repeat,
)
from course_lib.lessons.optimizers.experiments.surfaces import Rule
from course_lib.seeds import default_rng, generators

EPOCHS, BATCH = 10, 32
STEPS = EPOCHS * 38
FIRST_RATES = (8.0, 4.0, 2.0, 1.0, 0.5, 0.25)

#: A schedule with a first rate: the rate at a step.
Form = Callable[[float, int], float]


@dataclass(frozen=True)
class Scheduled:
    """Accuracies of nets by the form of the schedule, its first rate and the seed."""

    names: list[str]
    rates: Array  # (steps, forms), at the best first rate
    validation: Array  # (forms, first rates, seeds)
    test: Array

    @property
    def best(self) -> Array:
        """The place of the first rate with the best mean validation accuracy, for each form."""
        place: Array = self.validation.mean(axis=-1).argmax(axis=1)
        return place

    @property
    def at_best(self) -> Array:
        """Test accuracies (forms, seeds) at the best first rates."""
        chosen: Array = self.test[np.arange(len(self.names)), self.best]
        return chosen


def with_schedules(forms: dict[str, Form], seeds: int = 8) -> Scheduled:
    """Train a 64-32-10 net on noisy digits by plain descent with each form at each first rate.

    A form takes the first rate and the step, 0 to ``STEPS`` - 1. All nets of one seed have the same
    first weights and the same batches.
    """
    x, y, x_val, y_val, x_test, y_test = noisy_digits()
    names = list(forms)
    tried = [(name, lr) for name in names for lr in FIRST_RATES]
    rates = np.array([[float(forms[n](lr, k)) for n, lr in tried] for k in range(STEPS)])
    net = Network(layers(64, 32, 10), repeat(len(tried), 53, seeds), init="he")
    with np.errstate(all="ignore"):
        fit(
            net,
            x,
            y,
            SGD(1.0),
            epochs=EPOCHS,
            batch_size=BATCH,
            rng=repeat(len(tried), 54, seeds),
            schedule=lambda step: np.repeat(rates[step], seeds),
            stop_factor=None,
        )
        shape = (len(names), len(FIRST_RATES), seeds)
        validation = np.reshape(accuracy(net.predict(x_val), y_val), shape)
        test = np.reshape(accuracy(net.predict(x_test), y_test), shape)
    best = validation.mean(axis=-1).argmax(axis=1) + len(FIRST_RATES) * np.arange(len(names))
    return Scheduled(names, rates[:, best], validation, test)


SIGNAL_RATES = (4.0, 2.0, 1.0, 0.5, 0.25, 0.12)
SIGNAL_STEPS = 2000


def on_signals(forms: dict[str, Form], seeds: int = 4) -> Scheduled:
    """Train a 40-32-10 net on 4000 signals by plain descent, 2000 steps in batches of 8.

    Half of 4000 other signals is for validation, half for the test.
    """
    x, y = make_signals(8000, default_rng(60))
    names = list(forms)
    tried = [(name, lr) for name in names for lr in SIGNAL_RATES]
    rates = np.array([[float(forms[n](lr, k)) for n, lr in tried] for k in range(SIGNAL_STEPS)])
    net = Network(layers(40, 32, 10), repeat(len(tried), 61, seeds), init="he")
    with np.errstate(all="ignore"):
        fit(
            net,
            x[:4000],
            y[:4000],
            SGD(1.0),
            epochs=4,
            batch_size=8,
            rng=repeat(len(tried), 62, seeds),
            schedule=lambda step: np.repeat(rates[step], seeds),
            stop_factor=None,
        )
        shape = (len(names), len(SIGNAL_RATES), seeds)
        validation, test = (
            np.reshape(accuracy(net.predict(x[part]), y[part]), shape)
            for part in (slice(4000, 6000), slice(6000, 8000))
        )
    best = validation.mean(axis=-1).argmax(axis=1) + len(SIGNAL_RATES) * np.arange(len(names))
    return Scheduled(names, rates[:, best], validation, test)


def table(run: Scheduled) -> str:
    """Return the test accuracy of each form, and what it gains on the first, as text."""
    lines = []
    for name, test in zip(run.names, run.at_best, strict=True):
        gain, error = paired(test, run.at_best[0])
        said = f"minus {run.names[0]} {gain:+.4f} +- {error:.4f} (SE)"
        lines.append(f"{name:>12}: test {test.mean():.3f}, {said}")
    return "\n".join(lines)


def bowl_with_noise(forms: dict[str, Form], rates: Array, steps: int = 1000) -> dict[str, Array]:
    """Return the last loss of 2000 walkers for each form, (first rates, 2000).

    Each walks down w^2 / 2 from w = 10 with gradients w + noise of std 1. All forms and rates meet
    the same noise.
    """
    w = {name: np.full((len(rates), 2000), 10.0) for name in forms}
    rng = default_rng(55)
    for step in range(steps):
        noise = rng.standard_normal(2000)
        for name, form in forms.items():
            lr = np.array([form(float(rate), step) for rate in rates])[:, None]
            w[name] -= lr * (w[name] + noise)
    return {name: place**2 / 2 for name, place in w.items()}


def range_test(rule: Rule, low: float, high: float, steps: int = 100) -> tuple[Array, Array]:
    """Raise the rate by one factor at every step; return the rates and the losses (steps, 4).

    Four nets, 64-32-32-32-10, on batches of 32 noisy digits. Once a loss is infinite it stays so.
    """
    x, y, *_ = noisy_digits()
    net = Network(layers(64, 32, 32, 32, 10), generators(56, 4), init="he")
    orders = generators(57, 4)
    rates, losses = np.geomspace(low, high, steps), []
    states: list[object] = [None] * 4
    with one_blas_thread(), np.errstate(all="ignore"):
        for lr in rates.tolist():
            rows = np.stack([rng.integers(len(x), size=32) for rng in orders])
            loss, dlogits = softmax_loss(net.forward(x[rows].astype(np.float32)), y[rows])
            net.backward(dlogits)
            losses.append(np.where(np.isfinite(loss), loss, np.inf))
            for e in range(4):
                net.params[e], states[e] = rule(net.params[e].copy(), net.grads[e], states[e], lr)
    return rates, np.array(losses)


WARM_RATES = (0.01, 0.02, 0.05, 0.1)


def warm_up(seeds: int = 5, steps: int = 150, over: int = 50) -> Array:
    """Train eight layers of 64 ReLU units with momentum; validation accuracies (2, rates, seeds).

    Row 0 has the whole rate from the start, row 1 raises it evenly over the first ``over`` steps.
    """
    x, y, x_val, y_val, _, _ = digits()
    n = len(WARM_RATES)
    net = Network(layers(64, *[64] * 8, 10), repeat(2 * n, 58, seeds), init="he")
    ramp = np.repeat([[0.0], [1.0]], n, axis=1).ravel()

    def schedule(step: int) -> Array:
        part = 1 + ramp * (min(1.0, (step + 1) / over) - 1)
        return np.repeat(np.tile(WARM_RATES, 2) * part, seeds)

    with np.errstate(all="ignore"):
        fit(
            net,
            x,
            y,
            Momentum(0.01),
            epochs=-(-steps // 24),
            batch_size=50,
            rng=repeat(2 * n, 59, seeds),
            schedule=schedule,
            stop_factor=None,
        )
        return np.reshape(accuracy(net.predict(x_val), y_val), (2, n, seeds))
