"""Experiments of notebook 00: what becomes of units, step sizes, scores and a first net.

Functions of the student come in as arguments. Every run has a seed of its own, and results are
arrays (seeds, steps) so that a figure can show mean and spread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from course_lib.data import load_digits
from course_lib.engine.activations import relu_forward as right_relu
from course_lib.engine.arrays import Array
from course_lib.engine.layers import affine_forward as right_affine
from course_lib.engine.losses import accuracy, hinge_loss
from course_lib.engine.own import Function
from course_lib.seeds import default_rng

Pair = tuple[Function, Function]
# w1, b1, w2, b2
Params = tuple[Array, Array, Array, Array]


# ----------------------------------------------------------------------------- dying units


def dying_units(
    activation: Pair, lr: float, seeds: int = 10, units: int = 200, steps: int = 100
) -> Array:
    """Return the share of dead units after 0, 1, ... ``steps`` steps, (seeds, steps + 1).

    Every unit is a net of its own, ``activation(w x + b)`` with one input. It learns |x| from 64
    normal examples by full-batch gradient descent on half the mean squared error. A unit is dead
    when ``w x + b`` is negative for every example.
    """
    forward, backward = activation
    dead = np.zeros((seeds, steps + 1))
    for seed in range(seeds):
        rng = default_rng(seed)
        x = rng.standard_normal((64, 1))
        w, b = rng.standard_normal((1, units)), np.zeros(units)
        for step in range(steps + 1):
            z = x @ w + b
            dead[seed, step] = (z.max(axis=0) <= 0).mean()
            out, cache = forward(z)
            dz = backward((out - np.abs(x)) / len(x), cache)
            w, b = w - lr * (x.T @ dz), b - lr * dz.sum(axis=0)
    return dead


def dead_in_a_net(lr: float, seeds: int = 5, epochs: int = 5) -> Array:
    """Return the share of dead hidden units of a 64-100-10 ReLU net on the digits, (seeds,).

    Plain SGD on the training part of the digits, divided by 16 and centred. A unit is dead when it
    is 0 for every training example.
    """
    from course_lib.engine.modules import Affine, ReLU
    from course_lib.engine.network import Network
    from course_lib.engine.optim import SGD
    from course_lib.engine.train import fit

    data = load_digits()
    x = data.x_train / 16
    x = x - x.mean(axis=0)
    rngs = [default_rng(seed) for seed in range(seeds)]
    net = Network([Affine(64, 100), ReLU(), Affine(100, 10)], rngs)
    fit(net, x, data.y_train, SGD(lr), epochs=epochs, batch_size=32, rng=rngs)
    hidden = net.layers[0].forward(x.astype(np.float32), training=False)
    share: Array = (hidden.max(axis=-2) <= 0).mean(axis=-1)
    return share


# ------------------------------------------------------------------- how long a step to take


@dataclass(frozen=True)
class StepSizes:
    """Relative errors of two difference quotients, (seeds, sizes), for the step sizes ``h``."""

    h: Array
    central: Array
    one_sided: Array


def step_sizes(
    numerical_gradient: Function, relative_error: Function, seeds: int = 10
) -> StepSizes:
    """Differentiate the sum of tanh at 20 random points with h from 0.1 down to 1e-13."""
    h = 10.0 ** -np.arange(1, 14)
    central, one_sided = np.zeros((seeds, len(h))), np.zeros((seeds, len(h)))

    def f(x: Array) -> float:
        return float(np.sum(np.tanh(x)))

    for seed in range(seeds):
        x = default_rng(seed).uniform(-1, 1, 20)
        right = 1 - np.tanh(x) ** 2
        for i, step in enumerate(h):
            central[seed, i] = relative_error(numerical_gradient(f, x, step), right)
            ahead = np.array([(f(x + step * row) - f(x)) / step for row in np.eye(len(x))])
            one_sided[seed, i] = relative_error(ahead, right)
    return StepSizes(h, central, one_sided)


# --------------------------------------------------------------------------- the delta rule


def two_digits(first: int, second: int) -> tuple[Array, Array, Array, Array]:
    """Return x_train, target_train, x_val, target_val of two digits.

    Pixels are divided by 16; targets (N, 1) are -1 for the first digit and 1 for the second.
    """
    data = load_digits()
    parts: list[Array] = []
    for x, y in ((data.x_train, data.y_train), (data.x_val, data.y_val)):
        rows = (y == first) | (y == second)
        parts += [x[rows] / 16, np.where(y[rows] == second, 1.0, -1.0)[:, None]]
    return parts[0], parts[1], parts[2], parts[3]


# ------------------------------------------------------------------------ two losses at once


@dataclass(frozen=True)
class LossCurves:
    """Loss and slope for each score of the right class: the softmax loss and the hinge loss."""

    score: Array
    softmax: Array
    softmax_slope: Array
    hinge: Array
    hinge_slope: Array


def loss_curves(softmax_loss: Function, others: Sequence[float] = (0.0, 1.0)) -> LossCurves:
    """Move the score of the right class from -4 to 8 while the ``others`` stay."""
    score = np.linspace(-4, 8, 121)
    rows = []
    for value in score:
        scores, labels = np.array([[value, *others]]), np.array([0])
        soft, dsoft = softmax_loss(scores, labels)
        hinge, dhinge = hinge_loss(scores, labels)
        rows.append((float(soft), dsoft[0, 0], float(hinge), dhinge[0, 0]))
    return LossCurves(score, *np.array(rows).T)


# ------------------------------------------------------------------------------ the first net


def twenty_digits(balanced: bool = True) -> tuple[Array, Array]:
    """Return the first two training examples of each digit, mean removed; pixels are 0 to 16.

    Not ``balanced``, they are the first twenty as they come, with two or three of most digits.
    """
    data = load_digits()
    rows = np.concatenate([np.flatnonzero(data.y_train == label)[:2] for label in range(10)])
    if not balanced:
        rows = np.arange(20)
    x = data.x_train[rows]
    return x - x.mean(axis=0), data.y_train[rows]


def small_net(seed: int, hidden: int = 50, std: float = 1e-4) -> Params:
    """Return w1, b1, w2, b2 of a 64-``hidden``-10 net: tiny normal weights, biases 0."""
    rng = default_rng(seed)
    w1 = std * rng.standard_normal((64, hidden))
    w2 = std * rng.standard_normal((hidden, 10))
    return w1, np.zeros(hidden), w2, np.zeros(10)


def logits_of(x: Array, params: Params) -> Array:
    """Return the logits (N, C) of a two-layer ReLU net."""
    w1, b1, w2, b2 = params
    return right_affine(right_relu(right_affine(x, w1, b1)[0])[0], w2, b2)[0]


@dataclass(frozen=True)
class Overfit:
    """A net that learns 20 digits by heart: loss and accuracy before each step, (seeds, steps).

    ``one_direction`` is the share of the logits' variation that lies in a single direction: the
    largest squared singular value of the centred logits over the sum of all.
    """

    loss: Array
    accuracy: Array
    one_direction: Array


def overfit(
    train_two_layer: Function,
    x: Array,
    labels: Array,
    lr: float = 0.1,
    steps: int = 200,
    seeds: int = 5,
) -> Overfit:
    """Train one net a seed, one step at a time, and look at it before each step."""
    loss, right, share = np.zeros((3, seeds, steps))
    for seed in range(seeds):
        params = small_net(seed)
        for step in range(steps):
            logits = logits_of(x, params)
            right[seed, step] = accuracy(logits, labels)
            sizes = np.linalg.svd(logits - logits.mean(axis=0), compute_uv=False) ** 2
            share[seed, step] = sizes[0] / sizes.sum()
            params, losses = train_two_layer(x, labels, *params, lr, 1)
            loss[seed, step] = losses[0]
    return Overfit(loss, right, share)


def overfit_table(result: Overfit, steps: Sequence[int]) -> str:
    """Return loss and accuracy at some steps as lines of text: of seed 0, and mean and SD."""
    lines = [
        f"          seed 0            mean of {len(result.loss)} seeds",
        "step      loss  accuracy      loss  accuracy    SD",
    ]
    for k in steps:
        loss, right = result.loss[:, k], result.accuracy[:, k]
        lines.append(
            f"{k:4d}  {loss[0]:8.5f}  {right[0]:8.2f}  {loss.mean():8.5f}  {right.mean():8.2f}"
            f"  {right.std(ddof=1):4.2f}"
        )
    return "\n".join(lines)
