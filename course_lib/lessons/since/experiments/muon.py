"""Experiments of notebook 12: steps that are orthogonal matrices, beside momentum and Adam."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy, softmax_loss
from course_lib.engine.network import Network
from course_lib.engine.optim import Adam, Momentum, Optimizer
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.since.experiments.widths import BATCH, LAST, digits, relu_layers
from course_lib.seeds import default_rng, generators

EPOCHS, ROUNDS = 3, 12
RATES = {
    "momentum": tuple(float(r) for r in 10.0 ** np.arange(-2.5, 0, 0.5)),
    "Adam": tuple(float(r) for r in 10.0 ** np.arange(-3.5, -1, 0.5)),
    "Muon": tuple(float(r) for r in 10.0 ** np.arange(-2.5, 0, 0.5)),
}


def rounds_to_orthogonal(newton_schulz: Function, rounds: int = 16) -> Array:
    """Return the distance to u @ vt (rounds + 1,) for a normal matrix (64, 32)."""
    a = default_rng(150).standard_normal((64, 32))
    u, _, vt = np.linalg.svd(a, full_matrices=False)
    far = [np.abs(newton_schulz(a, k) - u @ vt).max() for k in range(rounds + 1)]
    return np.array(far)


@dataclass(frozen=True)
class Race:
    """Training losses and test accuracies (rates, seeds) of each rule over its own rates."""

    loss: dict[str, Array]
    test: dict[str, Array]

    def best(self, name: str) -> int:
        """Return the place of the rate with the lowest mean training loss."""
        return int(np.nanargmin(self.loss[name].mean(axis=1)))

    def at_best(self, name: str) -> Array:
        """Return the training losses of the seeds at the best rate."""
        found: Array = self.loss[name][self.best(name)]
        return found

    @property
    def inside(self) -> bool:
        """Whether every best rate lies inside its grid."""
        return all(0 < self.best(n) < len(RATES[n]) - 1 for n in self.loss)


class Muon(Optimizer):
    """Orthogonal steps for the inner matrices of a stack, Adam for all other parameters.

    The momentum of a matrix is m = 0.95 m + g, and its step is that of ``newton_schulz`` for
    g + 0.95 m (Jordan et al. 2024).
    """

    def __init__(self, newton_schulz: Function, net: Network, lr: Array) -> None:
        super().__init__(lr)
        self.newton_schulz, self.inner = newton_schulz, [net.layers[2], net.layers[4]]
        self.rest = Adam(0.003)
        self.momenta = [np.zeros_like(layer.params["w"]) for layer in self.inner]

    def step(self, params: Array, grads: Array) -> None:
        """Change ``params`` (E, P) in place."""
        before = [layer.params["w"].copy() for layer in self.inner]
        self.rest.step(params, grads)
        lr = np.reshape(self.lr, (-1, 1, 1)).astype(params.dtype)
        for layer, w, m in zip(self.inner, before, self.momenta, strict=True):
            m *= np.float32(0.95)
            m += layer.grads["w"]
            look_ahead = layer.grads["w"] + np.float32(0.95) * m
            steps = np.stack([self.newton_schulz(a.copy(), ROUNDS) for a in look_ahead])
            layer.params["w"][...] = w - lr * steps


def race(newton_schulz: Function, seeds: int = 6) -> Race:
    """Train a 64-64-64-64-10 ReLU net with each rule at each of its rates, from each seed."""
    x, labels, x_test, labels_test = digits()
    losses, tests = {}, {}
    for name, rates in RATES.items():
        copies = [rng for _ in rates for rng in generators(151, seeds)]
        net = Network(relu_layers(64, 64, 64, 64, 10), copies, init="he")
        lr = np.repeat(rates, seeds)
        rule = (
            Muon(newton_schulz, net, lr)
            if name == "Muon"
            else {"momentum": Momentum, "Adam": Adam}[name](lr)
        )
        seen = []
        with one_blas_thread(), np.errstate(all="ignore"):
            orders = generators(152, seeds)
            for _ in range(EPOCHS):
                order = np.stack([rng.permutation(len(x)) for rng in orders])
                for start in range(0, len(x) - BATCH + 1, BATCH):
                    rows = order[:, start : start + BATCH]
                    batch = np.tile(x[rows], (len(rates), 1, 1))
                    scores = net.forward(batch)
                    loss, dscores = softmax_loss(scores, np.tile(labels[rows], (len(rates), 1)))
                    seen.append(loss)
                    net.backward(dscores)
                    rule.step(net.params, net.grads)
        shape = (len(rates), seeds)
        losses[name] = np.mean(seen[-LAST:], axis=0).reshape(shape)
        tests[name] = accuracy(net.predict(x_test), labels_test).reshape(shape)
    return Race(losses, tests)
