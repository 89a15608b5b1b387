"""Experiments of notebook 03 that run the student's own functions, and nothing slow.

Trainings that compare many nets are in ``batchnorm_training``, figures in ``batchnorm_figures`` and
``batchnorm_graph``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

from course_lib.data import load_digits
from course_lib.engine.activations import relu_backward, relu_forward
from course_lib.engine.arrays import Array
from course_lib.engine.history import History
from course_lib.engine.init import Init
from course_lib.engine.layers import affine_backward, affine_forward
from course_lib.engine.losses import accuracy, softmax_loss
from course_lib.engine.modules import Affine, BatchNorm, Module, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD
from course_lib.engine.own import Function
from course_lib.engine.rng import Rng
from course_lib.engine.threads import one_blas_thread
from course_lib.engine.train import fit
from course_lib.seeds import default_rng, generators

Normalize = Callable[[Array], Array]


class Digits(NamedTuple):
    """The digits, float32: each pixel minus its mean over the training set, one unit for all."""

    x_train: Array
    y_train: Array
    x_val: Array
    y_val: Array
    x_test: Array
    y_test: Array


@lru_cache(maxsize=1)
def digits() -> Digits:
    """Return the digits, centred and divided by the std of all training pixels together."""
    data = load_digits()
    mean, std = data.x_train.mean(axis=0), data.x_train.std()
    x_train, x_val, x_test = (
        ((part - mean) / std).astype(np.float32) for part in (data.x_train, data.x_val, data.x_test)
    )
    return Digits(x_train, data.y_train, x_val, data.y_val, x_test, data.y_test)


def mlp(
    depth: int, width: int, rng: Rng, init: Init = "he", place: str = "before", **own: Any
) -> Network:
    """Return a net of ``depth`` hidden layers; batch norm "before" or "after" ReLU, or "none".

    ``own`` are a student's functions, as ``BatchNorm`` takes them.
    """
    layers: list[Module] = []
    size = digits().x_train.shape[1]
    for _ in range(depth):
        layers.append(Affine(size, width))
        if place == "before":
            layers.append(BatchNorm(width, **own))
        layers.append(ReLU())
        if place == "after":
            layers.append(BatchNorm(width, **own))
        size = width
    return Network([*layers, Affine(size, 10)], rng, init)


def stds_through_layers(
    normalize: Normalize | None,
    weight_std: float,
    depth: int = 10,
    width: int = 200,
    rows: int = 200,
    seeds: int = 5,
) -> Array:
    """Return the std of the activations (seeds, depth) of an untrained ReLU net.

    ``normalize`` is applied to what enters each ReLU; None leaves it out.
    """
    stds = np.zeros((seeds, depth))
    with one_blas_thread():
        for seed in range(seeds):
            rng = default_rng([3, seed])
            a = rng.standard_normal((rows, width))
            for layer in range(depth):
                z = a @ (weight_std * rng.standard_normal((width, width)))
                a = np.maximum(z if normalize is None else normalize(z), 0)
                stds[seed, layer] = a.std()
    return stds


def spread_in_random_batches(
    normalize: Normalize, value: float, sizes: Sequence[int], draws: int = 1000
) -> dict[int, Array]:
    """Return, for each batch size, what ``normalize`` makes of ``value`` in ``draws`` batches.

    The other rows of each batch are standard normal numbers; each column is a batch of its own.
    """
    rng = default_rng(4)
    by_size = {}
    for size in sizes:
        x = rng.standard_normal((size, draws))
        x[0] = value
        by_size[size] = np.asarray(normalize(x))[0]
    return by_size


class Traces(NamedTuple):
    """One unit: the mean of each batch (steps,), running means by momentum, the mean of all."""

    batch: Array
    running: dict[float, Array]
    everything: float


def running_traces(
    update: Function, momenta: Sequence[float] = (0.5, 0.9, 0.99), size: int = 16, steps: int = 120
) -> Traces:
    """Follow the running mean of one unit through random batches, from its start at 0.

    The unit is a random mix of the pixels of a digit, shifted by 3; its weights do not change.
    """
    rng = default_rng(5)
    values = digits().x_train.astype(np.float64) @ rng.standard_normal((64, 1)) / 8 + 3
    batches = [values[rng.integers(len(values), size=size)] for _ in range(steps)]
    running = {}
    for momentum in momenta:
        mean, var = np.zeros(1), np.ones(1)
        trace = []
        for x in batches:
            mean, var = update(mean, var, x, momentum=momentum)
            trace.append(float(np.ravel(mean)[0]))
        running[momentum] = np.array(trace)
    return Traces(np.array([x.mean() for x in batches]), running, float(values.mean()))


class Curves(NamedTuple):
    """Trainings of one kind of net: the loss of each step (steps, E), final accuracy (E,)."""

    loss: Array
    accuracy: Array


def train_deep(
    init: Init, lr: float, place: str = "before", depth: int = 10, seeds: int = 3, **own: Any
) -> Curves:
    """Train nets of ``depth`` hidden layers of 64 units for 5 epochs, one for each seed."""
    data, rngs = digits(), generators(10, seeds)
    net = mlp(depth, 64, rngs, init, place, **own)
    history = _fit(net, SGD(lr), 5, rngs)
    return Curves(history.loss, np.asarray(accuracy(net.predict(data.x_test), data.y_test)))


def train_small(seed: int = 0, **own: Any) -> Network:
    """Train one net of two hidden layers of 100 units with batch norm, 5 epochs."""
    rng = default_rng([11, seed])
    net = mlp(2, 100, rng, **own)
    _fit(net, SGD(0.3), 5, rng)
    return net


def _fit(net: Network, optimizer: SGD, epochs: int, rng: Rng) -> History:
    data = digits()
    return fit(net, data.x_train, data.y_train, optimizer, epochs=epochs, batch_size=64, rng=rng)


def scores(net: Network, x: Array, normalize: Callable[[BatchNorm, Array], Array]) -> Array:
    """Return the scores of a trained net in which ``normalize(layer, z)`` replaces batch norm."""
    for layer in net.layers:
        if isinstance(layer, BatchNorm):
            x = normalize(layer, x)
        else:
            x = layer.forward(x, training=False)
    return x


def with_batch(forward: Function) -> Callable[[BatchNorm, Array], Array]:
    """Return a layer's test pass that uses the statistics of the test batch: a mistake."""
    return lambda layer, z: forward(z, layer.params["gamma"], layer.params["beta"], layer.eps)[0]


def with_running(inference: Function) -> Callable[[BatchNorm, Array], Array]:
    """Return a layer's test pass that uses the running statistics."""

    def normalize(layer: BatchNorm, z: Array) -> Array:
        p, b = layer.params, layer.buffers
        out = inference(z, p["gamma"], p["beta"], b["running_mean"], b["running_var"], layer.eps)
        return np.asarray(out)

    return normalize


def accuracy_in_batches(
    net: Network,
    normalize: Callable[[BatchNorm, Array], Array],
    size: int,
    rng: np.random.Generator,
    one_class: bool = False,
) -> float:
    """Return the test accuracy when the test images come in batches of ``size`` rows.

    The rows come in random order, or sorted so that every batch holds a single class.
    """
    data = digits()
    groups = [np.flatnonzero(data.y_test == c) for c in range(10)] if one_class else None
    right = total = 0
    for group in groups or [np.arange(len(data.y_test))]:
        order = rng.permutation(group)
        for start in range(0, len(order), size):
            rows = order[start : start + size]
            guess = scores(net, data.x_test[rows], normalize).argmax(axis=1)
            right += int((guess == data.y_test[rows]).sum())
            total += len(rows)
    return right / total


class TestTime(NamedTuple):
    """Test accuracies: of batch statistics (sizes, E), of the running statistics (E,)."""

    sizes: tuple[int, ...]
    mixed: Array
    one_class: Array
    running: Array


def test_time(
    nets: Sequence[Network],
    forward: Function,
    inference: Function,
    sizes: tuple[int, ...] = (1, 2, 4, 8, 16, 64, 300),
) -> TestTime:
    """Test nets with batch statistics, for batches of several sizes, and with running ones."""

    def batches(one_class: bool) -> Array:
        rng = default_rng(12)
        use = with_batch(forward)
        return np.array(
            [
                [accuracy_in_batches(net, use, size, rng, one_class) for net in nets]
                for size in sizes
            ]
        )

    rng, use = default_rng(12), with_running(inference)
    running = np.array([accuracy_in_batches(net, use, 300, rng) for net in nets])
    return TestTime(sizes, batches(False), batches(True), running)


class OneLayer(NamedTuple):
    """Loss and gradients of a net with one hidden layer, with or without batch norm."""

    loss: float
    dw: Array
    db: Array


def one_layer(
    forward: Function | None, backward: Function | None, factor: float = 1.0, bias: float = 0.0
) -> OneLayer:
    """Run 200 digits through affine, batch norm, ReLU, affine and softmax, and back; float64.

    The first layer's weights are multiplied by ``factor`` and its biases are random numbers of size
    ``bias``. ``forward`` and ``backward`` are batch norm's; None leaves it out.
    """
    data, rng = digits(), default_rng(13)
    x, labels = data.x_train[:200].astype(np.float64), data.y_train[:200]
    w = rng.standard_normal((64, 50)) * np.sqrt(2 / 64) * factor
    b = rng.standard_normal(50) * bias
    w2 = rng.standard_normal((50, 10)) * np.sqrt(2 / 50)
    gamma, beta = np.ones(50), np.zeros(50)

    z, cache1 = affine_forward(x, w, b)
    out, cache_bn = forward(z, gamma, beta) if forward else (z, None)
    a, cache_relu = relu_forward(out)
    logits, cache2 = affine_forward(a, w2, np.zeros(10))
    loss, dlogits = softmax_loss(logits, labels)

    da = relu_backward(affine_backward(dlogits, cache2)[0], cache_relu)
    dz = backward(da, cache_bn)[0] if backward else da
    _, dw, db = affine_backward(dz, cache1)
    return OneLayer(float(loss), dw, db)


def seconds_per_call(f: Function, *args: Any, repeats: int = 7, calls: int = 20) -> float:
    """Return the shortest of ``repeats`` mean times of ``calls`` calls: the least disturbed."""
    times = []
    for _ in range(repeats):
        start = perf_counter()
        for _ in range(calls):
            f(*args)
        times.append((perf_counter() - start) / calls)
    return min(times)
