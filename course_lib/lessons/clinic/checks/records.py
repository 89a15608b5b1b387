"""What is noted of a patient: the record that a doctor gets to read, a dictionary of arrays.

loss              (150,)  training loss of every step
update_ratio      (150,)  norm of the update by the norm of the parameters, every step
train_accuracy    (6,)    share right on the training rows, every 25 steps
val_accuracy      (6,)    share right on the validation rows, every 25 steps
fresh_accuracy    ()      share right at the end on images that nobody has seen
val_loss          ()      loss at the end on the validation rows
fresh_loss        ()      loss at the end on the fresh images
changed           ()      share of validation rows whose answer differs when asked twice
dead              (2,)    share of units of each hidden layer that are 0 on all training rows
spread            (2,)    standard deviation of each hidden layer before training
input_mean        ()      mean of all training inputs, as the net gets them
input_std         ()      their standard deviation
nearest           (2,)    median distance from validation and fresh rows to the nearest training row
gradient_error    (6,)    relative error of the gradients of w1, b1, w2, b2, w3, b3
loss_slow         (40,)   training loss of the same net at a hundredth of the rate
loss_few          (60,)   training loss on 20 rows only, without dropout
loss_no_decay     (60,)   training loss without weight decay
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from course_lib.checking.types import Array
from course_lib.lessons.clinic.checks.cases import Cases, Draw, take
from course_lib.lessons.clinic.checks.program import (
    DECAY,
    HIDDEN,
    RATE,
    STEPS,
    Net,
    Parts,
    backward,
    forward,
    new_net,
    predict,
    score,
    train,
)  # fmt: skip

WATCH = 25
SLOW, FEW, FREE = 40, 60, 60


def admit(parts: Parts, draw: Draw, rng: np.random.Generator) -> Cases:
    """Split and prepare the data as the patient does it."""
    rows, rows_val = parts.split(draw.image, rng)
    labels, labels_val = take(draw.labels, rows), take(draw.labels, rows_val)
    x, x_val, x_fresh = parts.prepare(take(draw.x, rows), take(draw.x, rows_val), draw.x_fresh)
    f = np.float32
    return Cases(
        x.astype(f), labels, x_val.astype(f), labels_val, x_fresh.astype(f), draw.labels_fresh
    )


def examine(
    parts: Parts, draw: Draw, seed: int, rate: Any = RATE, strength: Any = DECAY,
    steps: int = STEPS, hidden: int = HIDDEN,
) -> list[dict[str, Array]]:  # fmt: skip
    """Train every patient of a ward and return one record each."""
    rng = np.random.default_rng(seed)
    members = len(draw.x)
    data = admit(parts, draw, rng)
    sizes = (data.x.shape[-1], hidden, hidden, int(draw.labels.max()) + 1)
    net = new_net(parts, members, sizes, rng)
    first = net.params
    with np.errstate(all="ignore"):
        found: dict[str, Array] = {
            "input_mean": data.x.mean(axis=(1, 2)), "input_std": data.x.std(axis=(1, 2)),
            "spread": np.stack([h.std(axis=(1, 2)) for h in forward(net, data.x)[1][2::2]], -1),
            "gradient_error": gradient_error(parts, net, data, rng),
        }  # fmt: skip
        log = train(parts, net, data, rng, steps, rate, strength, watch=WATCH)
        found["loss"] = np.stack(log.loss, -1)
        found["update_ratio"] = np.stack(log.ratio, -1)
        curves: Array = np.moveaxis(np.array(log.accuracy), -1, 0)
        found["train_accuracy"], found["val_accuracy"] = curves[..., 0], curves[..., 1]
        found["fresh_accuracy"] = score(parts, net, data.x_fresh, data.labels_fresh, rng)
        once, twice = (predict(parts, net, data.x_val, rng) for _ in range(2))
        found["val_loss"] = parts.loss(once, data.labels_val)[0]
        found["fresh_loss"] = parts.loss(predict(parts, net, data.x_fresh, rng), data.labels_fresh)[
            0
        ]
        found["changed"] = np.mean(once.argmax(-1) != twice.argmax(-1), axis=-1)
        found["nearest"] = np.stack(
            [nearest(data.x, other) for other in (data.x_val, data.x_fresh)], -1
        )
        _, cache = forward(net, data.x)
        found["dead"] = np.stack([(z <= 0).all(axis=1).mean(axis=-1) for z in cache[1::2]], -1)

        def again(steps: int, few: int = 0, **options: Any) -> Array:
            other = Net(net.sizes, first)
            part = data
            if few:
                part = replace(data, x=data.x[:, :few], labels=data.labels[:, :few])
            return np.stack(train(parts, other, part, rng, steps, **options).loss, -1)

        found["loss_slow"] = again(SLOW, rate=rate / 100, strength=strength)
        found["loss_few"] = again(FEW, few=20, rate=rate, strength=strength, keep=1.0)
        found["loss_no_decay"] = again(FREE, rate=rate, strength=0 * strength)
    return [{name: array[e].astype(float) for name, array in found.items()} for e in range(members)]


def gradient_error(
    parts: Parts, net: Net, data: Cases, rng: np.random.Generator, h: float = 1e-6
) -> Array:
    """Return the relative error of each of the six arrays' gradient along a random direction."""
    x, labels = data.x[:, :16].astype(float), data.labels[:, :16]
    own = Net(net.sizes, net.params.astype(float))
    logits, cache = forward(own, x)
    dw = backward(parts, own, parts.loss(logits, labels)[1], cache)
    errors = []
    for place in range(6):
        direction = np.zeros_like(own.params)
        array = own.arrays(direction)[place]
        array += rng.standard_normal(array.shape)
        ends = []
        for sign in (1, -1):
            moved = Net(net.sizes, own.params + sign * h * direction)
            ends.append(parts.loss(forward(moved, x)[0], labels)[0])
        numerical = (ends[0] - ends[1]) / (2 * h)
        analytic = (dw * direction).sum(axis=-1)
        errors.append(abs(numerical - analytic) / np.maximum(1e-8, abs(numerical) + abs(analytic)))
    return np.stack(errors, -1)


def nearest(x: Array, others: Array) -> Array:
    """Return the median distance (E,) of ``others`` from their nearest row of ``x``."""
    some = others[:, :160]
    squares = (some**2).sum(-1)[..., None] + (x**2).sum(-1)[:, None] - 2 * some @ x.swapaxes(-1, -2)
    distance: Array = np.median(np.sqrt(np.maximum(squares.min(axis=-1), 0)), axis=-1)
    return distance
