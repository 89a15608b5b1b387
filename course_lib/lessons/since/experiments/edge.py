"""Experiments of notebook 12: how the sharpness of a net moves while plain descent trains it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_lib.data import load_digits
from course_lib.engine.arrays import Array
from course_lib.engine.modules import Affine, Module, Tanh
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD, Adam, Optimizer
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.seeds import default_rng, generators

EXAMPLES, NETS = 300, 3
STEPS, LOOKS, ROUNDS = 1500, 10, 12
RATES = (0.1, 0.2, 0.4)
STARTS = (2.5, 3.0, 4.0, 5.0, 6.0)


def squared_digits() -> tuple[Array, Array]:
    """Return 300 digits (300, 64), pixels from 0 to 1 minus their mean, and one-hot targets."""
    split = load_digits()
    x = split.x_train[:EXAMPLES] / 16
    return x - x.mean(axis=0), np.eye(10)[split.y_train[:EXAMPLES]]


def tanh_net(nets: int, copies: int = 1, seed: int = 120) -> Network:
    """Return ``copies`` of some 64-32-32-10 tanh nets, float64, whose last layer is linear."""
    layers: list[Module] = [Affine(64, 32), Tanh(), Affine(32, 32), Tanh(), Affine(32, 10)]
    rngs = [rng for _ in range(copies) for rng in generators(seed, nets)]
    return Network(layers, rngs, init="xavier", dtype=np.float64)


def loss_and_backward(net: Network, x: Array, targets: Array) -> Array:
    """Return half the squared error, summed over outputs, mean over examples; fill the gradient."""
    error = net.forward(x) - targets
    net.backward(error / x.shape[-2])
    loss: Array = 0.5 * (error**2).sum(axis=-1).mean(axis=-1)
    return loss


def gradient_of(net: Network, member: int, x: Array, targets: Array) -> Callable[[Array], Array]:
    """Return the gradient of the full-batch loss as a function of one flat vector (P,)."""
    one = net.member(member)

    def gradient(w: Array) -> Array:
        one.params[...] = w
        loss_and_backward(one, x, targets)
        return one.grads.copy()

    return gradient


class Gauge:
    """The sharpness of every net of a stack; each net keeps its direction between two looks."""

    def __init__(self, sharpness: Function, net: Network, x: Array, targets: Array) -> None:
        self.sharpness, self.net, self.data = sharpness, net, (x, targets)
        start = default_rng(121).standard_normal(net.params.shape[-1])
        self.directions = [start.copy() for _ in net.params]

    def read(self, rounds: int = ROUNDS) -> Array:
        """Return the sharpness of each net, nan where the net has exploded."""
        found = np.full(len(self.net.params), np.nan)
        for e, w in enumerate(self.net.params):
            if np.abs(w).max() < 1e3:
                gradient = gradient_of(self.net, e, *self.data)
                found[e], self.directions[e] = self.sharpness(
                    gradient, w.copy(), self.directions[e], rounds
                )
        return found


@dataclass(frozen=True)
class Edge:
    """Runs at several rates: ``sharpness`` (looks + 1, rates, nets), ``losses`` of all steps."""

    rates: tuple[float, ...]
    times: Array
    sharpness: Array
    losses: Array

    @property
    def products(self) -> Array:
        """Rate times sharpness."""
        found: Array = self.sharpness * np.array(self.rates)[:, None]
        return found

    @property
    def ends(self) -> Array:
        """Rate times sharpness (rates, nets), mean of the last three looks."""
        found: Array = self.products[-3:].mean(axis=0)
        return found

    @property
    def rose(self) -> Array:
        """The share of the steps of the second half at which the loss rose (rates, nets)."""
        second = self.losses[len(self.losses) // 2 :]
        found: Array = (np.diff(second, axis=0) > 0).mean(axis=0)
        return found


def follow(
    sharpness: Function,
    rates: tuple[float, ...] = RATES,
    nets: int = NETS,
    steps: int = STEPS,
    optimizer: type[Optimizer] = SGD,
    batch: int = EXAMPLES,
) -> Edge:
    """Train at each rate from the same weights; read the sharpness at every tenth of the run."""
    x, targets = squared_digits()
    net = tanh_net(nets, len(rates))
    gauge = Gauge(sharpness, net, x, targets)
    rule, rng = optimizer(np.repeat(rates, nets)), default_rng(122)
    times = np.arange(LOOKS + 1) * (steps // LOOKS)
    looks, losses = [], []
    with one_blas_thread():
        for step in range(steps + 1):
            if step in times:
                looks.append(gauge.read())
            rows = slice(None) if batch >= len(x) else rng.choice(len(x), batch, replace=False)
            losses.append(loss_and_backward(net, x[rows], targets[rows]))
            rule.step(net.params, net.grads)
    shape = (-1, len(rates), nets)
    return Edge(rates, times, np.reshape(looks, shape), np.reshape(losses, shape))


@dataclass(frozen=True)
class Starts:
    """What became of nets that start at rate times sharpness = ``products`` (products,).

    ``ends`` (products, nets) is rate times sharpness after the run, nan for an explosion.
    """

    products: tuple[float, ...]
    ends: Array

    @property
    def exploded(self) -> Array:
        """How many nets exploded, for each start."""
        found: Array = np.isnan(self.ends).sum(axis=1)
        return found


def from_above(
    sharpness: Function, products: tuple[float, ...] = STARTS, nets: int = 12, steps: int = 150
) -> Starts:
    """Start each net at the rate that makes rate times sharpness one of the ``products``."""
    x, targets = squared_digits()
    first = Gauge(sharpness, tanh_net(nets), x, targets).read(rounds=30)
    net = tanh_net(nets, len(products))
    rates = np.concatenate([product / first for product in products])
    rule, start = SGD(rates), loss_and_backward(net, x, targets)
    with one_blas_thread(), np.errstate(all="ignore"):
        for _ in range(steps):
            loss = loss_and_backward(net, x, targets)
            rule.step(net.params, net.grads)
        net.params[~(loss < 3 * start)] = np.inf  # nan, too
        ends = Gauge(sharpness, net, x, targets).read() * rates
    return Starts(products, ends.reshape(len(products), nets))


def others(sharpness: Function) -> dict[str, Edge]:
    """Train with minibatches of 30, and with Adam: other limits than 2."""
    return {
        "minibatches of 30, rate 0.4": follow(sharpness, (0.4,), batch=30),
        "Adam, rate 0.003": follow(sharpness, (0.003,), optimizer=Adam, steps=1000),
    }
