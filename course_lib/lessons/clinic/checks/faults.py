"""Faults with a strength, for wards in which every patient may have another one.

A ward trains as one stack, so a fault is a part of the program that works on all patients at once
and does harm to those that have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib.checking.types import Array
from course_lib.engine.losses import softmax_loss
from course_lib.lessons.clinic.checks import program

HEALTHY = "healthy"
#: The weakest and the strongest form of each fault that is drawn; both ends are sick.
STRENGTHS = {
    "inputs raw": (0.6, 1.5),  # pixels times this, in the place of standardized ones
    "weights too large": (4.0, 8.0),  # times He's
    "rate too high": (20.0, 100.0),  # times the right one
    "rate too low": (30.0, 200.0),  # divided by this
    "labels shuffled": (0.6, 1.0),  # share of the labels that leave their image in an epoch
    "softmax twice": (1.0, 1.0),
    "loss summed": (1.0, 1.0),
    "gradient wrong": (0.2, 1.0),  # share of the gradient that passes a closed ReLU
    "gradients accumulate": (1.0, 1.0),
    "decay too strong": (0.15, 0.6),  # lambda
    "schedule ends": (0.03, 0.08),  # share of the steps after which the rate is 0
    "dropout at test": (0.3, 0.8),  # share of units that is kept
    "units dead": (5.0, 10.0),  # bias of the first layer, negative
    "leak": (0.7, 1.0),  # share of the rows that are split without regard to copies
}


@dataclass(frozen=True)
class Ward:
    """The faults of E patients by name, and how strong each is."""

    names: tuple[str, ...]
    strength: Array

    def of(self, name: str, healthy: float) -> Array:
        """Return the strength of one fault, (E,); ``healthy`` for those who do not have it."""
        found: Array = np.where(np.array(self.names) == name, self.strength, healthy)
        return found

    def has(self, name: str) -> Array:
        """Return who has a fault, (E,) of True and False."""
        found: Array = np.array(self.names) == name
        return found

    @property
    def rate(self) -> Array:
        """The learning rate of every patient."""
        return program.RATE * self.of("rate too high", 1.0) / self.of("rate too low", 1.0)

    @property
    def decay(self) -> Array:
        """The strength of every patient's decay, (E, 1)."""
        return self.of("decay too strong", program.DECAY)[:, None].astype(np.float32)

    def parts(self) -> program.Parts:
        """Return the parts of this ward."""
        return program.Parts(
            split=self._split, prepare=self._prepare, start=self._start, shuffle=self._shuffle,
            loss=self._loss, relu_backward=self._relu_backward, update=self._update,
            schedule=self._schedule, at_test=self._at_test,
        )  # fmt: skip

    def _split(self, image: Array, rng: np.random.Generator) -> tuple[Array, Array]:
        share = self.of("leak", 0.0)
        moved = np.stack([_places(i, s, rng) for i, s in zip(image, share, strict=True)])
        rows = np.argsort(moved, axis=-1, kind="stable")
        cut = 2 * image.shape[-1] // 3
        return rows[:, :cut], rows[:, cut:]

    def _prepare(self, x: Array, *others: Array) -> list[Array]:
        raw, s = self.has("inputs raw")[:, None, None], self.strength[:, None, None]
        good = program.prepare(x, *others)
        return [np.where(raw, one * s, g) for one, g in zip((x, *others), good, strict=True)]

    def _start(self, members: int, fan_in: int, fan_out: int, rng: Any) -> tuple[Array, Array]:
        w, b = program.start(members, fan_in, fan_out, rng)
        first = fan_in == 64
        return w * self.of("weights too large", 1.0)[:, None, None], b - first * self.of(
            "units dead", 0.0
        )[:, None]

    def _shuffle(self, x: Array, labels: Array, rng: np.random.Generator) -> tuple[Array, Array]:
        x, labels = program.shuffle(x, labels, rng)
        labels = labels.copy()
        for own, share in zip(labels, self.of("labels shuffled", 0.0), strict=True):
            strays = np.flatnonzero(rng.random(len(own)) < share)
            own[strays] = own[rng.permutation(strays)]
        return x, labels

    def _loss(self, logits: Array, labels: Array) -> tuple[Array, Array]:
        loss, dlogits = softmax_loss(logits, labels)
        twice = self.has("softmax twice")
        if twice.any():
            loss[twice], dlogits[twice] = softmax_twice(logits[twice], labels[twice])
        times = np.where(self.has("loss summed"), labels.shape[-1], 1)
        return loss * times, dlogits * times[:, None, None].astype(logits.dtype)

    def _relu_backward(self, dout: Array, z: Array) -> Array:
        through = self.of("gradient wrong", 0.0)[:, None, None].astype(dout.dtype)
        return np.where(z > 0, dout, through * dout)

    def _update(self, w: Array, dw: Array, v: Array, lr: Any) -> tuple[Array, Array]:
        rho = np.where(self.has("gradients accumulate"), 1.0, program.RHO)[:, None].astype(w.dtype)
        v = rho * v + dw
        return w - lr * v, v

    def _schedule(self, step: int, total: int) -> Array:
        end = self.of("schedule ends", 1.0) * total
        return np.cos(0.5 * np.pi * np.minimum(step / end, 1.0))

    def _at_test(self, h: Array, rng: np.random.Generator) -> Array:
        ill, out = self.has("dropout at test"), h.copy()
        if ill.any():
            out[ill] = h[ill] * program.drop(h[ill].shape, self.strength[ill], rng)
        return out


def _places(image: Array, share: float, rng: np.random.Generator) -> Array:
    """Return a place for every row: that of its image, or its own for a share of the images."""
    apart = rng.random(len(np.unique(image))) < share
    together = rng.permutation(len(apart))[image] + 0.0
    return np.where(apart[image], rng.random(len(image)) * len(apart), together)


def softmax_twice(logits: Array, labels: Array) -> tuple[Array, Array]:
    """Return the loss of probabilities that are taken for logits, and its true gradient."""
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    probs = e / e.sum(axis=-1, keepdims=True)
    loss, dprobs = softmax_loss(probs, labels)
    return loss, probs * (dprobs - (probs * dprobs).sum(axis=-1, keepdims=True))


def draw_ward(names: Sequence[str], rng: np.random.Generator) -> Ward:
    """Return a ward with these faults; strengths are log-uniform between weak and strong."""
    ends = np.log([STRENGTHS.get(name, (1.0, 1.0)) for name in names])
    return Ward(tuple(names), np.exp(rng.uniform(*ends.T)))
