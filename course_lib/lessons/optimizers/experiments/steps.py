"""Experiments of notebook 05 on the troubles of plain descent, and on single steps of the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib.data import load_digits
from course_lib.engine.arrays import Array
from course_lib.engine.losses import softmax_loss
from course_lib.engine.modules import Affine, Tanh
from course_lib.engine.network import Network
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.optimizers.experiments.surfaces import SADDLE, Rule, descend, sgd
from course_lib.seeds import default_rng


def all_positive_share(size: int, samples: int, rng: np.random.Generator) -> tuple[float, float]:
    """Return the share of random symmetric matrices without a negative eigenvalue, and its SE."""
    a = rng.standard_normal((samples, size, size))
    eigenvalues = np.linalg.eigvalsh((a + a.transpose(0, 2, 1)) / 2)
    share = float((eigenvalues > 0).all(axis=1).mean())
    return share, (share * (1 - share) / samples) ** 0.5


@dataclass(frozen=True)
class Curvature:
    """A net on its way: steps taken, loss, and eigenvalues of its Hessian; (seeds, ...)."""

    steps: list[int]
    loss: Array  # (seeds, checkpoints)
    eigenvalues: Array  # (seeds, checkpoints, parameters)

    @property
    def negative_share(self) -> Array:
        """Share of clearly negative eigenvalues (seeds, checkpoints)."""
        largest = np.abs(self.eigenvalues).max(axis=-1, keepdims=True)
        share: Array = (self.eigenvalues < -1e-6 * largest).mean(axis=-1)
        return share


def net_curvature(
    seeds: int = 3, checkpoints: tuple[int, ...] = (0, 20, 100, 400), lr: float = 0.5
) -> Curvature:
    """Train a net of 262 parameters by full-batch descent and measure its Hessian on the way.

    10-12-10 units with tanh, on the first 10 principal components of 400 digits. Row i of the
    Hessian is the difference of the gradients on both sides along parameter i.
    """
    split = load_digits()
    x = split.x_train - split.x_train.mean(axis=0)
    axes = np.linalg.svd(x, full_matrices=False)[2][:10]
    x = (x @ axes.T)[:400]
    x, labels = x / x[:, 0].std(), split.y_train[:400]
    losses, eigenvalues = [], []
    for seed in range(seeds):
        layers = [Affine(10, 12), Tanh(), Affine(12, 10)]
        net = Network(layers, default_rng(seed), dtype=np.float64)

        def gradient(w: Array, net: Network = net) -> tuple[float, Array]:
            net.params[...] = w
            loss, dlogits = softmax_loss(net.forward(x), labels)
            net.backward(dlogits)
            return float(loss), net.grads.copy()

        with one_blas_thread():
            w, done = net.params.copy(), 0
            for steps in checkpoints:
                for _ in range(steps - done):
                    w = w - lr * gradient(w)[1]
                done = steps
                losses.append(gradient(w)[0])
                eigenvalues.append(np.linalg.eigvalsh(_hessian(lambda v: gradient(v)[1], w)))
    shape = (seeds, len(checkpoints))
    return Curvature(
        list(checkpoints), np.reshape(losses, shape), np.reshape(eigenvalues, (*shape, -1))
    )


def _hessian(gradient: Callable[[Array], Array], w: Array, h: float = 1e-4) -> Array:
    rows = []
    for i in range(len(w)):
        side = np.zeros_like(w)
        side[i] = h
        rows.append((gradient(w + side) - gradient(w - side)) / (2 * h))
    hessian = np.array(rows)
    symmetric: Array = (hessian + hessian.T) / 2
    return symmetric


def steps_to_leave_saddle(rule: Rule, offsets: Array, lr: float, **options: float) -> Array:
    """Return the steps until the loss is 0.1, from points ever closer to the saddle's ridge."""
    runs = [
        descend(rule, SADDLE, lr, 2000, start=(-2.0, float(y)), goal=0.1, **options)
        for y in offsets
    ]
    return np.array([run.steps_to(0.1) for run in runs])


def noise_floor(
    rule: Rule, lr: float, rng: np.random.Generator, walkers: int = 2000, **options: float
) -> tuple[float, float]:
    """Return the mean loss at which a rule stays when its gradients are noisy, and its SE.

    Each of the entries of ``w`` (walkers,) descends w^2 / 2 on its own; its gradient is w plus a
    standard normal number. The last 100 of 20 / rate steps count, rate = lr / (1 - rho).
    """
    rate = lr / (1 - options.get("rho", 0.0))
    steps = int(20 / rate)
    w, state = np.zeros(walkers), None
    total = np.zeros(walkers)
    for step in range(steps):
        w, state = rule(w, w + rng.standard_normal(walkers), state, lr, **options)
        if step >= steps - 100:
            total += w**2 / 2
    total /= min(100, steps)
    return float(total.mean()), float(total.std(ddof=1) / walkers**0.5)


def floors(momentum: Rule, rates: tuple[float, ...]) -> str:
    """Return the noise floors of plain descent, of momentum as fast, and at the same rate."""
    lines = ["floor of the loss, mean and SE of 2000 walkers"]
    for lr in rates:
        own = {"momentum, as fast": 0.1 * lr, "momentum, same lr": lr}
        floor, error = noise_floor(sgd, lr, default_rng(1))
        lines.append(f"   {'plain descent':>18}, lr {lr:<6.3g}: {floor:.4f} +- {error:.4f}")
        for name, rate in own.items():
            floor, error = noise_floor(momentum, rate, default_rng(1), rho=0.9)
            lines.append(f"   {name:>18}, lr {rate:<6.3g}: {floor:.4f} +- {error:.4f}")
    return "\n".join(lines)


def step_sizes(rule: Rule, gradients: Array, lr: float = 1.0, **options: float) -> Array:
    """Return how far ``w`` moves at each step, in units of lr, for given gradients (steps, ...)."""
    w, state, sizes = np.zeros(gradients.shape[1:]), None, []
    for dw in gradients:
        before = w.copy()
        w, state = rule(w, dw.copy(), state, lr, **options)
        sizes.append((before - w) / lr)
    return np.array(sizes)


def adam_almost(
    w: Array, dw: Array, state: Any, lr: float, beta1: float = 0.9, beta2: float = 0.999
) -> tuple[Array, Any]:
    """Take a step of the lecture's "Adam (almost)": both running means start at 0, uncorrected."""
    first, second = (0.0, 0.0) if state is None else state
    first = beta1 * first + (1 - beta1) * dw
    second = beta2 * second + (1 - beta2) * dw * dw
    return w - lr * first / (np.sqrt(second) + 1e-8), (first, second)


def after_a_drop(
    drop_at: int = 30, steps: int = 60, rho: float = 0.9, lr: float = 0.1
) -> dict[str, Array]:
    """Return the moves (steps,) of both forms of momentum when lr falls to a tenth of itself.

    The gradient is 1 all the time. One form multiplies the sum of gradients by lr at the step, the
    other keeps lr inside the velocity.
    """
    total = velocity = 0.0
    outside, inside = [], []
    for step in range(steps):
        rate = lr if step < drop_at else lr / 10
        total = rho * total + 1.0
        velocity = rho * velocity + rate * 1.0
        outside.append(rate * total)
        inside.append(velocity)
    return {
        "v = rho v + g, move lr v": np.array(outside),
        "v = rho v + lr g, move v": np.array(inside),
    }
