"""Experiments of notebook 05 on networks: a grid of rates, clipping, and the full batch."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from course_lib.data import load_digits
from course_lib.engine import lbfgs
from course_lib.engine.arrays import Array
from course_lib.engine.clipping import member_norms
from course_lib.engine.losses import accuracy, softmax_loss
from course_lib.engine.modules import Affine, Module, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import Optimizer
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.engine.train import fit
from course_lib.lessons.optimizers.experiments.surfaces import Rule
from course_lib.seeds import default_rng, generators


class Own(Optimizer):
    """An optimizer that steps every member of a stack with a student's rule, one after another."""

    def __init__(self, rule: Rule, lr: float | Array, **options: float) -> None:
        super().__init__(lr)
        self.rule, self.options = rule, options
        self.states: list[Any] = []

    def step(self, params: Array, grads: Array) -> None:
        """Change ``params`` (E, P) in place."""
        if not self.states:
            self.states = [None] * len(params)
        rates = np.broadcast_to(np.reshape(self.lr, -1), (len(params),)).tolist()
        for e, lr in enumerate(rates):
            params[e], self.states[e] = self.rule(
                params[e].copy(), grads[e], self.states[e], lr, **self.options
            )


def digits() -> tuple[Array, ...]:
    """Return the six parts of the digits: pixels from 0 to 1 minus the training mean, labels."""
    s = load_digits()
    mean = s.x_train.mean(axis=0)
    parts = [(x - mean) / 16 for x in (s.x_train, s.x_val, s.x_test)]
    return parts[0], s.y_train, parts[1], s.y_val, parts[2], s.y_test


def noisy_digits(copies: int = 4) -> tuple[Array, ...]:
    """Return the six parts of the digits with normal noise of std 0.3 on every pixel.

    At this noise a good net is wrong on one digit in six, so that differences have room. Each digit
    of validation and test comes ``copies`` times, each time with other noise.
    """
    x, y, x_val, y_val, x_test, y_test = digits()
    rng = default_rng(52)

    def noisy(clean: Array, times: int) -> Array:
        many = np.tile(clean, (times, 1))
        return many + 0.3 * rng.standard_normal(many.shape)

    return (
        noisy(x, 1),
        y,
        noisy(x_val, copies),
        np.tile(y_val, copies),
        noisy(x_test, copies),
        np.tile(y_test, copies),
    )


def layers(*widths: int) -> list[Module]:
    """Return affine layers between these widths, with ReLU units after all but the last."""
    layers: list[Module] = []
    for fan_in, fan_out in pairwise(widths):
        layers += [Affine(fan_in, fan_out), ReLU()]
    return layers[:-1]


def repeat(items: int, seed: int, seeds: int) -> list[np.random.Generator]:
    """Return the Generators of a stack: the same ``seeds`` for each of the ``items``."""
    return [rng for _ in range(items) for rng in generators(seed, seeds)]


RATES = tuple(float(r) for r in 10.0 ** np.arange(-3.5, 0.6, 0.5))


@dataclass(frozen=True)
class Grid:
    """Accuracies of one optimizer over a grid of rates, (rates, seeds) each."""

    rates: tuple[float, ...]
    validation: Array
    test: Array

    @property
    def best(self) -> int:
        """The rate with the best mean validation accuracy, by its place in the grid."""
        return int(self.validation.mean(axis=1).argmax())

    def at(self, lr: float) -> int:
        """Return the place of a rate in the grid."""
        return int(np.argmin(np.abs(np.log(np.array(self.rates) / lr))))


def grid(rule: Rule, noisy: bool = True, seeds: int = 8, epochs: int = 5) -> Grid:
    """Train a 64-32-32-32-10 ReLU net with ``rule`` at each rate of ``RATES``, from each seed.

    On noisy digits, or on the digits as they are. The same seed means the same initial weights and
    the same batches, for all rates and rules.
    """
    x, y, x_val, y_val, x_test, y_test = noisy_digits() if noisy else digits()
    net = Network(layers(64, 32, 32, 32, 10), repeat(len(RATES), 50, seeds), init="he")
    fit(
        net,
        x,
        y,
        Own(rule, np.repeat(RATES, seeds)),
        epochs=epochs,
        batch_size=32,
        rng=repeat(len(RATES), 51, seeds),
    )
    shape = (len(RATES), seeds)
    with np.errstate(all="ignore"):
        validation = np.reshape(accuracy(net.predict(x_val), y_val), shape)
        test = np.reshape(accuracy(net.predict(x_test), y_test), shape)
    return Grid(RATES, validation, test)


def paired(a: Array, b: Array) -> tuple[float, float]:
    """Return the mean over seeds of ``a - b`` and its standard error."""
    difference = np.asarray(a) - np.asarray(b)
    return float(difference.mean()), float(difference.std(ddof=1) / len(difference) ** 0.5)


def grid_table(grids: dict[str, Grid], common: float = 1e-3) -> str:
    """Return the test accuracies of each optimizer at a common rate and at its best, as text.

    The first of ``grids`` is what the others are compared with.
    """
    first = next(iter(grids.values()))
    lines = [
        f"{'':10}  test accuracy   best    test accuracy   minus {next(iter(grids))} at its best,",
        f"{'':10}  at lr {common:<7g}   lr      at best lr      mean and SE of "
        f"{first.test.shape[1]} pairs",
    ]
    for name, grid in grids.items():
        best = grid.test[grid.best]
        difference, error = paired(best, first.test[first.best])
        lines.append(
            f"{name:>10}  {grid.test[grid.at(common)].mean():.3f}           "
            f"{grid.rates[grid.best]:<7.2g} {best.mean():.3f}           "
            f"{difference:+.4f} +- {error:.4f}"
        )
    return "\n".join(lines)


@dataclass(frozen=True)
class Clipped:
    """Nets trained with different limits: gradient norms (steps, limits, seeds), accuracies."""

    limits: tuple[float, ...]
    norms: Array
    accuracy: Array  # (limits, seeds), validation


def with_clipping(
    clip: Function,
    rule: Rule,
    limits: tuple[float, ...],
    lr: float = 0.02,
    outliers: float = 30.0,
    steps: int = 300,
    seeds: int = 6,
    depth: int = 8,
) -> Clipped:
    """Train ``depth`` layers of 64 ReLU units, batch 20, and clip every gradient with ``clip``.

    In every 60th batch all pixels are ``outliers`` times too large, as after a reading error.
    ``np.inf`` among the ``limits`` means no clipping.
    """
    x, y, x_val, y_val, _, _ = digits()
    x = x.astype(np.float32)
    net = Network(layers(64, *[64] * depth, 10), repeat(len(limits), 60, seeds), init="he")
    optimizer = Own(rule, lr)
    orders = generators(61, seeds)
    norms = []
    with one_blas_thread(), np.errstate(all="ignore"):
        for step in range(steps):
            rows = np.stack([rng.integers(len(x), size=20) for rng in orders])
            batch = x[rows] * np.float32(outliers if step % 60 == 59 else 1)
            scores = net.forward(np.tile(batch, (len(limits), 1, 1)))
            net.backward(softmax_loss(scores, np.tile(y[rows], (len(limits), 1)))[1])
            norms.append(member_norms(net.grads))
            for e in np.flatnonzero(np.isfinite(norms[-1])):
                c = limits[e // seeds]
                if np.isfinite(c):
                    _clip_member(net, int(e), clip, c)
            optimizer.step(net.params, net.grads)
        val = accuracy(net.predict(x_val), y_val)
    shape = (len(limits), seeds)
    return Clipped(limits, np.reshape(norms, (steps, *shape)), np.reshape(val, shape))


def _clip_member(net: Network, e: int, clip: Function, c: float) -> None:
    """Replace the gradients of one member, a list of arrays, by what ``clip`` makes of them."""
    arrays = [grad[e] for layer in net.layers for grad in layer.grads.values()]
    for old, new in zip(arrays, clip([a.copy() for a in arrays], c)[0], strict=True):
        old[...] = new


@dataclass(frozen=True)
class FullBatch:
    """The training loss after each look at all the data, by method.

    ``inside`` tells for each rule whether the best of its rates lies inside its grid.
    """

    losses: dict[str, Array]
    inside: dict[str, bool]


def full_batch(rules: dict[str, tuple[Rule, tuple[float, ...]]], looks: int = 60) -> FullBatch:
    """Train a 64-32-10 net on the full batch: L-BFGS, and each rule at the best of its rates.

    A look is one pass of all the data forward and backward. The last entry, "L-BFGS, batches of
    64", gets another batch at every look; its loss is that of the full batch all the same.
    """
    x, y, *_ = digits()

    def start() -> Network:
        return Network(layers(64, 32, 10), default_rng(70), init="he", dtype=np.float64)

    net = start()
    seen: list[float] = []

    def look(w: Array, rows: Array | slice = slice(None)) -> tuple[float, Array]:
        net.params[...] = w
        loss, dlogits = softmax_loss(net.forward(x[rows]), y[rows])
        net.backward(dlogits)
        return float(loss), net.grads.copy()

    def recorded(w: Array) -> tuple[float, Array]:
        loss, grad = look(w)
        seen.append(loss)
        return loss, grad

    rng = default_rng(71)

    def noisy(w: Array) -> tuple[float, Array]:
        seen.append(look(w)[0])
        return look(w, rng.choice(len(x), 64, replace=False))

    losses_of: dict[str, Array] = {}
    inside: dict[str, bool] = {}
    with one_blas_thread():
        first = net.params.copy()
        lbfgs.minimize(recorded, first, steps=looks)
        losses_of["L-BFGS"] = np.array(seen[:looks])
        for name, (rule, rates) in rules.items():
            runs = []
            for lr in rates:
                w, state, losses = first.copy(), None, []
                for _ in range(looks):
                    loss, grad = look(w)
                    losses.append(loss)
                    w, state = rule(w.copy(), grad, state, lr)
                    w = np.array(w)
                runs.append((losses[-1], lr, np.array(losses)))
            _, lr, losses_best = min(runs, key=lambda run: (np.isnan(run[0]), run[0]))
            losses_of[f"{name}, lr {lr:g}"] = losses_best
            inside[name] = min(rates) < lr < max(rates)
        seen.clear()
        lbfgs.minimize(noisy, first, steps=looks)
        losses_of["L-BFGS, batches of 64"] = np.array(seen[:looks])
    return FullBatch(losses_of, inside)
