"""Experiments of notebook 12: a learning rate found on a narrow net, used on wide ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from course_lib.data import load_digits
from course_lib.engine.arrays import Array
from course_lib.engine.losses import softmax_loss
from course_lib.engine.modules import Affine, Module, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import Adam
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.since.checks.widths import Shapes, moves, shapes_of
from course_lib.seeds import default_rng, generators

BASE, WIDTHS, EPOCHS = 16, (16, 64, 192), 2
RATES = tuple(float(r) for r in 10.0 ** np.arange(-3, -0.7, 0.25))
BATCH, LAST = 50, 12  # the loss of a run is the mean of its last 12 batches


def digits() -> tuple[Array, Array, Array, Array]:
    """Return 1198 digits in float32, pixels from 0 to 1 minus their mean, with labels; the test."""
    split = load_digits()
    mean = split.x_train.mean(axis=0)
    x, x_test = ((part - mean).astype(np.float32) / 16 for part in (split.x_train, split.x_test))
    return x, split.y_train, x_test, split.y_test


def relu_layers(*widths: int) -> list[Module]:
    """Return affine layers between these widths, with ReLU units after all but the last."""
    layers: list[Module] = []
    for fan_in, fan_out in pairwise(widths):
        layers += [Affine(fan_in, fan_out), ReLU()]
    return layers[:-1]


def net_widths(width: int) -> list[int]:
    """Return the widths of a net, pixels and classes included."""
    return [64, width, width, width, 10]


def standard_rates(shapes: Shapes, base_shapes: Shapes, lr: float) -> dict[str, float]:
    """Return the same rate for every array, whatever the width."""
    return dict.fromkeys(shapes, lr)


@dataclass(frozen=True)
class Widths:
    """Training losses (rates, seeds) by kind and width; a kind is one of ``KINDS``."""

    rates: tuple[float, ...]
    loss: dict[str, dict[int, Array]]

    def best(self, kind: str, width: int) -> int:
        """Return the place of the rate with the lowest mean loss."""
        return int(np.nanargmin(self.loss[kind][width].mean(axis=1)))

    @property
    def tuned(self) -> int:
        """The place of the rate that is best for the narrow net."""
        return self.best("one rate for all", BASE)


KINDS = ("one rate for all", "your rates")


def transfer(width_rates: Function, widths: tuple[int, ...] = WIDTHS, seeds: int = 4) -> Widths:
    """Train nets of several widths at every rate, with one rate for all and with those rates."""
    losses: dict[str, dict[int, Array]] = {kind: {} for kind in KINDS}
    for width in widths:
        losses[KINDS[0]][width] = _train(width, standard_rates, 1.0, seeds)
        # At the base the two are the same net.
        shrink = (BASE / width) ** 0.5
        losses[KINDS[1]][width] = (
            losses[KINDS[0]][width] if width == BASE else _train(width, width_rates, shrink, seeds)
        )
    return Widths(RATES, losses)


def _train(width: int, rule: Callable[..., dict[str, float]], shrink: float, seeds: int) -> Array:
    """Return the losses (rates, seeds) after two epochs; ``shrink`` multiplies the last matrix."""
    x, labels, *_ = digits()
    copies = [rng for _ in RATES for rng in generators(140, seeds)]
    net = Network(relu_layers(*net_widths(width)), copies, init="he")
    net.layers[-1].params["w"] *= np.float32(shrink)
    shapes = shapes_of(net_widths(width))
    of_one = rule(shapes, shapes_of(net_widths(BASE)), 1.0)
    factors = np.concatenate([np.full(np.prod(shapes[n]), of_one[n]) for n in shapes])
    rates = np.float32(np.repeat(RATES, seeds)[:, None] * factors)
    adam, losses = Adam(1.0), []
    with one_blas_thread(), np.errstate(all="ignore"):
        rng = default_rng(141)
        orders = [rng.permutation(len(x)) for _ in range(EPOCHS)]
        per_epoch = len(x) // BATCH
        for step in range(EPOCHS * per_epoch):
            epoch, batch = divmod(step, per_epoch)
            rows = orders[epoch][BATCH * batch : BATCH * (batch + 1)]
            loss, dscores = softmax_loss(net.forward(x[rows]), labels[rows])
            losses.append(loss)
            net.backward(dscores)
            before = net.params.copy()
            adam.step(net.params, net.grads)
            net.params[...] = before + rates * (net.params - before)
    last: Array = np.mean(losses[-LAST:], axis=0)
    return last.reshape(len(RATES), seeds)


MOVED = (16, 32, 64, 128, 192)


def coordinates(width_rates: Function, widths: tuple[int, ...] = MOVED) -> dict[str, Array]:
    """Return how far hidden units and scores move in three steps of Adam, (widths, 2), by kind."""
    x = digits()[0][:200].astype(float)
    rules = {KINDS[0]: None, KINDS[1]: width_rates}
    return {
        kind: np.array([moves(rule, width, BASE, 0.003, x) for width in widths])
        for kind, rule in rules.items()
    }
