"""The program that all patients of notebook 11 share: a small net that learns digits.

Every array has the patients on its first axis, so a ward of E patients trains as one stack: x is
(E, N, D), labels (E, N), the parameters (E, P). What may be sick is a part of its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from course_lib.checking.types import Array
from course_lib.engine.losses import softmax_loss
from course_lib.lessons.clinic.checks.cases import Cases, take

RATE, RHO, DECAY, KEEP = 0.02, 0.9, 1e-4, 0.9
STEPS, BATCH, HIDDEN = 150, 32, 32


# The healthy parts. A patient has one of its own.


def split(image: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return the rows of training and validation; copies of an image stay on one side."""
    order = np.stack([rng.permutation(len(np.unique(one))) for one in image])
    place = np.take_along_axis(order, image, axis=-1)
    rows = np.argsort(place, axis=-1, kind="stable")
    cut = 2 * image.shape[-1] // 3
    return rows[..., :cut], rows[..., cut:]


def prepare(x: Array, *others: Array) -> list[Array]:
    """Return all sets standardized with the mean and the deviation of the first, the training."""
    mean, std = x.mean(axis=-2, keepdims=True), x.std(axis=-2, keepdims=True)
    return [(one - mean) / np.where(std == 0, 1, std) for one in (x, *others)]


def start(members: int, fan_in: int, fan_out: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return He's weights (E, fan_in, fan_out) and biases of 0, (E, fan_out)."""
    w = rng.standard_normal((members, fan_in, fan_out)) * np.sqrt(2 / fan_in)
    return w, np.zeros((members, fan_out))


def shuffle(x: Array, labels: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return images and labels in the same new order, at the start of every epoch."""
    rows = np.stack([rng.permutation(labels.shape[-1]) for _ in labels])
    return take(x, rows), take(labels, rows)


def relu_backward(dout: Array, z: Array) -> Array:
    """Return the gradient of z, the input of the ReLU."""
    return dout * (z > 0)


def update(w: Array, dw: Array, v: Array, lr: Any) -> tuple[Array, Array]:
    """Take a step of momentum and return the new w and the new velocity."""
    v = RHO * v + dw
    return w - lr * v, v


def schedule(step: int, total: int) -> Any:
    """Return the factor of the rate at a step: a quarter of a cosine, from 1 to 0."""
    return np.cos(0.5 * np.pi * step / total)


def decay(w: Array, strength: Any) -> Array:
    """Return the gradient of strength / 2 * sum(w**2)."""
    gradient: Array = strength * w
    return gradient


def at_test(h: Array, rng: np.random.Generator) -> Array:
    """Return the second hidden layer as it is when the net is tested: without dropout."""
    return h


@dataclass(frozen=True)
class Parts:
    """What a patient is made of; each may be replaced by a sick one."""

    split: Callable[..., Any] = split
    prepare: Callable[..., Any] = prepare
    start: Callable[..., Any] = start
    shuffle: Callable[..., Any] = shuffle
    loss: Callable[..., Any] = softmax_loss
    relu_backward: Callable[..., Any] = relu_backward
    update: Callable[..., Any] = update
    schedule: Callable[..., Any] = schedule
    decay: Callable[..., Any] = decay
    at_test: Callable[..., Any] = at_test


@dataclass
class Net:
    """Three affine layers with ReLU between them; params is one vector (E, P)."""

    sizes: tuple[int, ...]
    params: Array
    shapes: list[tuple[int, ...]] = field(default_factory=list)

    def arrays(self, vector: Array) -> list[Array]:
        """Return views of ``vector`` (E, P): w1, b1, w2, b2, w3, b3."""
        views, end = [], 0
        for fan_in, fan_out in pairwise(self.sizes):
            for shape in ((fan_in, fan_out), (fan_out,)):
                begin, end = end, end + math.prod(shape)
                views.append(vector[..., begin:end].reshape(*vector.shape[:-1], *shape))
        return views


def new_net(parts: Parts, members: int, sizes: tuple[int, ...], rng: np.random.Generator) -> Net:
    """Return a net whose arrays ``parts.start`` has drawn."""
    pairs = [parts.start(members, a, b, rng) for a, b in pairwise(sizes)]
    flat = [array.reshape(members, -1) for pair in pairs for array in pair]
    return Net(sizes, np.concatenate(flat, axis=-1).astype(np.float32))


def forward(net: Net, x: Array, mask: Any = 1.0) -> tuple[Array, list[Array]]:
    """Return the logits and what backward needs; ``mask`` drops units of the second layer."""
    w1, b1, w2, b2, w3, b3 = net.arrays(net.params)
    z1 = x @ w1 + b1[..., None, :]
    h1 = np.maximum(z1, 0)
    z2 = h1 @ w2 + b2[..., None, :]
    h2 = np.maximum(z2, 0) * mask
    return h2 @ w3 + b3[..., None, :], [x, z1, h1, z2, h2]


def backward(parts: Parts, net: Net, dlogits: Array, cache: list[Array], mask: Any = 1.0) -> Array:
    """Return the gradient of all parameters, one vector (E, P)."""
    x, z1, h1, z2, h2 = cache
    _, _, w2, _, w3, _ = net.arrays(net.params)
    dz2 = parts.relu_backward(dlogits @ w3.swapaxes(-1, -2) * mask, z2)
    dz1 = parts.relu_backward(dz2 @ w2.swapaxes(-1, -2), z1)
    grads = []
    for inputs, dout in ((x, dz1), (h1, dz2), (h2, dlogits)):
        grads += [inputs.swapaxes(-1, -2) @ dout, dout.sum(axis=-2)]
    return np.concatenate([g.reshape(*g.shape[: x.ndim - 2], -1) for g in grads], axis=-1)


@dataclass
class Log:
    """What training has noted at every step, (steps, E), and at the end of some."""

    loss: list[Array] = field(default_factory=list)
    ratio: list[Array] = field(default_factory=list)
    accuracy: list[tuple[Array, Array]] = field(default_factory=list)


def norm(vector: Array) -> Array:
    """Return the Euclidean norm along the last axis."""
    length: Array = np.sqrt(np.einsum("...p,...p->...", vector, vector))
    return length


def drop(shape: tuple[int, ...], keep: Any, rng: np.random.Generator) -> Array:
    """Return an inverted mask of dropout."""
    keep = np.broadcast_to(np.asarray(keep, dtype=np.float32), shape[:1])[:, None, None]
    mask: Array = (rng.random(shape, dtype=np.float32) < keep) / keep
    return mask


def train(
    parts: Parts,
    net: Net,
    data: Cases,
    rng: np.random.Generator,
    steps: int = STEPS,
    rate: Any = RATE,
    strength: Any = DECAY,
    keep: float = KEEP,
    watch: int = 0,
) -> Log:
    """Train ``net`` in place and return its log; ``watch`` is how often accuracy is taken."""
    log, x, labels, begin = Log(), data.x, data.labels, data.x.shape[-2]
    velocity = np.zeros_like(net.params)
    for step in range(steps):
        if begin + BATCH > x.shape[-2]:
            (x, labels), begin = parts.shuffle(x, labels, rng), 0
        batch = slice(begin, begin + BATCH)
        begin += BATCH
        mask = drop((len(x), x[:, batch].shape[1], net.sizes[2]), keep, rng) if keep < 1 else 1.0
        logits, cache = forward(net, x[:, batch], mask)
        loss, dlogits = parts.loss(logits, labels[:, batch])
        dw = backward(parts, net, dlogits, cache, mask) + parts.decay(net.params, strength)
        lr = np.reshape(rate * parts.schedule(step, steps), (-1, 1)).astype(np.float32)
        before = net.params
        net.params, velocity = parts.update(before, dw, velocity, lr)
        log.loss.append(loss)
        log.ratio.append(norm(net.params - before) / np.maximum(norm(before), 1e-30))
        if watch and (step + 1) % watch == 0:
            log.accuracy.append((score(parts, net, data.x, data.labels, rng),
                                 score(parts, net, data.x_val, data.labels_val, rng)))  # fmt: skip
    return log


def predict(parts: Parts, net: Net, x: Array, rng: np.random.Generator) -> Array:
    """Return the logits of a net that is tested."""
    *_, w3, b3 = net.arrays(net.params)
    h2 = parts.at_test(forward(net, x)[1][-1], rng)
    logits: Array = h2 @ w3 + b3[..., None, :]
    return logits


def score(parts: Parts, net: Net, x: Array, labels: Array, rng: np.random.Generator) -> Array:
    """Return the share (E,) of right answers."""
    right = predict(parts, net, x, rng).argmax(axis=-1) == labels
    share: Array = np.mean(right, axis=-1)
    return share
