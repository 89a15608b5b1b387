"""Experiments of notebook 08 on noise: DropConnect, stochastic depth, fractional max pooling.

Training adds noise z, the test takes the mean over z, or an approximation of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy, softmax
from course_lib.engine.module import Module
from course_lib.engine.modules import Affine, Dropout, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import Adam
from course_lib.engine.residual import Residual
from course_lib.engine.rng import draw
from course_lib.engine.train import fit
from course_lib.lessons.regularization.experiments.weights import few_digits
from course_lib.seeds import generators

KINDS = ("none", "dropout", "DropConnect", "residual", "stochastic depth")
PLAIN = ("none", "residual")
# Which noise is compared with which net without it.
COMPARED = (("dropout", "none"), ("DropConnect", "none"), ("stochastic depth", "residual"))
SAMPLES = 30  # of the noise, whose mean is compared with the cheap rule for the test


class DropConnect(Affine):
    """An affine layer that drops single weights in training, not units (Wan et al. 2013)."""

    def __init__(self, dim_in: int, dim_out: int, keep_prob: float) -> None:
        super().__init__(dim_in, dim_out)
        self.keep_prob = keep_prob
        self.mask: Array | None = None

    def forward(self, x: Array, training: bool = True) -> Array:
        if not training:
            return super().forward(x, training)
        w, b = self.params["w"], self.params["b"]
        shape = self.shapes["w"]
        assert self.rng is not None
        kept = draw(self.rng, lambda rng: rng.random(shape, dtype=np.float32) < self.keep_prob)
        self.mask = kept / np.float32(self.keep_prob)
        used = w * self.mask
        self.cache = x, used
        out: Array = x @ used + b[..., None, :]
        return out

    def backward(self, dout: Array) -> Array:
        _, used = self.cache
        self.backward_params(dout)
        dx: Array = dout @ np.swapaxes(used, -1, -2)
        return dx

    def backward_params(self, dout: Array) -> None:
        x, _ = self.cache
        dw = (np.swapaxes(x, -1, -2) @ dout) * self.mask
        self.keep(w=dw, b=dout.sum(axis=-2))


class StochasticDepth(Residual):
    """A residual block whose branch is skipped in some steps (Huang et al. 2016).

    In training it stays with ``keep_prob``, for the whole batch; at test time it counts with
    ``keep_prob``: vanilla scaling, as in the paper.
    """

    def __init__(self, branch: list[Module], keep_prob: float) -> None:
        super().__init__(branch)
        self.keep_prob = keep_prob

    def forward(self, x: Array, training: bool = True) -> Array:
        branch = super().forward(x, training) - x
        if not training:
            return x + np.float32(self.keep_prob) * branch
        assert self.rng is not None
        coins = draw(self.rng, lambda rng: np.asarray(rng.random() < self.keep_prob))
        self.on = np.asarray(coins, dtype=np.float32)[..., None, None]
        out: Array = x + self.on * branch
        return out

    def backward(self, dout: Array) -> Array:
        through = super().backward(self.on * dout) - self.on * dout
        return dout + through


@dataclass(frozen=True)
class Noisy:
    """Nets trained with one kind of noise; arrays are (seeds,)."""

    name: str
    train_accuracy: Array
    test_accuracy: Array
    sampled_accuracy: Array  # the mean of the probabilities over samples of the noise


def layers(kind: str, keep_prob: float = 0.5) -> list[Module]:
    """Return 64-128-128-10 layers with one kind of noise, or a stack of residual blocks."""
    if kind in KINDS[3:]:
        blocks: list[Module] = []
        for position in range(6):
            branch: list[Module] = [Affine(64, 64), ReLU(), Affine(64, 64)]
            keep = 1 - (position + 1) / 6 * (1 - keep_prob)
            if kind == "residual":
                blocks.append(Residual(branch, scale=1.0))
            else:
                blocks.append(StochasticDepth(branch, keep))
        return [*blocks, Affine(64, 10)]
    hidden: list[Module] = []
    for dim_in in (64, 128):
        if kind == "DropConnect":
            hidden.extend([DropConnect(dim_in, 128, keep_prob), ReLU()])
        else:
            hidden.extend([Affine(dim_in, 128), ReLU()])
            if kind == "dropout":
                hidden.append(Dropout(keep_prob))
    return [*hidden, Affine(128, 10)]


def train_noisy(
    kind: str, seeds: int = 8, epochs: int = 40, samples: int = SAMPLES, init: Any = "he"
) -> Noisy:
    """Train on 200 digits, a fifth of them with a random label, with one kind of noise."""
    x, labels, x_test, y_test = few_digits(200, seeds, noise=0.2)
    net = Network(layers(kind), generators(90, seeds), init=init)
    rng = generators(91, seeds)
    fit(net, x, labels, Adam(2e-3), epochs=epochs, batch_size=20, rng=rng, stop_factor=None)
    sampled = np.zeros(seeds)
    if kind not in PLAIN:
        wide = np.broadcast_to(x_test.astype(np.float32), (seeds, *x_test.shape))
        probs = np.mean([softmax(net.forward(wide)) for _ in range(samples)], axis=0)
        sampled = (probs.argmax(axis=-1) == y_test).mean(axis=-1)
    return Noisy(
        kind,
        np.asarray(accuracy(net.predict(x), labels)),
        np.asarray(accuracy(net.predict(x_test), y_test)),
        sampled,
    )


def table(runs: dict[str, Noisy]) -> str:
    """Return the accuracies of the kinds as a table."""
    lines = [f"{'':>17}  training  test (one pass)  test (mean of {SAMPLES} samples)"]
    for kind, run in runs.items():
        samples = "" if kind in PLAIN else f"{run.sampled_accuracy.mean():.3f}"
        means = f"{run.train_accuracy.mean():.3f}        {run.test_accuracy.mean():.3f}"
        lines.append(f"{kind:>17}:  {means}            {samples}".rstrip())
    return "\n".join(lines)


def fractional_pool(
    image: Array, ratio: float, cuts: Callable[..., Array], rng: np.random.Generator
) -> Array:
    """Return ``image`` (H, W, 3) pooled to about ``1 / ratio`` of its size (Graham 2014).

    ``cuts(n_in, n_out, rng)`` says where the regions begin and end; the maximum of each is kept.
    """
    rows, columns = (
        np.asarray(cuts(side, round(side / ratio), rng))[:-1] for side in image.shape[:2]
    )
    pooled = np.maximum.reduceat(np.maximum.reduceat(image, rows, axis=0), columns, axis=1)
    return np.asarray(pooled)
