"""Experiments of notebook 10: source nets, target tasks, and ways to use the one for the other.

A net is a dictionary by name, ``w1, b1, w2, b2, w3, b3``; the arrays of a stack have the members on
their first axis. The same seed means the same source net, the same target digits and the same
batches, whatever the method: methods can be compared seed by seed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from course_lib.data import load_digits
from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy
from course_lib.engine.modules import Affine, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import Momentum
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.engine.train import fit
from course_lib.seeds import default_rng, generators

Named = dict[str, Array]
Step = Callable[[Named, Named, dict[str, float]], Mapping[str, Array]]

SEEDS = 12
WIDTHS = (64, 64, 64)
NAMES = ["w1", "b1", "w2", "b2", "w3", "b3"]
BODY, HEAD = NAMES[:4], NAMES[4:]
N_SOURCE = 800  # of the 1198 training digits; the targets learn from the others
SHUFFLE = default_rng(5).permutation(64)


@dataclass(frozen=True)
class Source:
    """Nets that were trained on the source task: arrays (seeds, ...) by name."""

    params: Named
    classes: int
    test_accuracy: Array  # (seeds,)

    def member(self, seed: int) -> Named:
        """Return the net of one seed, with arrays of its own."""
        return {name: w[seed].copy() for name, w in self.params.items()}


@dataclass(frozen=True)
class Target:
    """A task with few labels: ``x`` (seeds, n, 64), ``labels`` (seeds, n), one test set for all."""

    name: str
    x: Array
    labels: Array
    x_test: Array
    y_test: Array
    classes: int

    @property
    def n(self) -> int:
        """The number of labelled examples that a seed may learn from."""
        return int(self.x.shape[1])


def _digits() -> tuple[Array, Array, Array, Array, Array, Array]:
    """Return source, target and test digits, pixels from 0 to 1, and their labels."""
    split = load_digits()
    x, y = split.x_train / 16, split.y_train
    x_test = np.concatenate([split.x_val, split.x_test]) / 16
    y_test = np.concatenate([split.y_val, split.y_test])
    return x[:N_SOURCE], y[:N_SOURCE], x[N_SOURCE:], y[N_SOURCE:], x_test, y_test


@lru_cache(maxsize=2)
def source(digits: int = 10) -> Source:
    """Train the source nets to tell the first ``digits`` digits (10 or 5) apart."""
    x, y, _, _, x_test, y_test = _digits()
    x, y = x[y < digits], y[y < digits]
    x_test, y_test = x_test[y_test < digits], y_test[y_test < digits]
    layers = [Affine(64, 64), ReLU(), Affine(64, 64), ReLU(), Affine(64, digits)]
    net = Network(layers, generators(100, SEEDS), init="he")
    rng = generators(101, SEEDS)
    fit(net, x, y, Momentum(lr=0.05), epochs=20, batch_size=32, rng=rng)
    accuracies = np.asarray(accuracy(net.predict(x_test), y_test))
    return Source({k: w.copy() for k, w in by_name(net).items()}, digits, accuracies)


def by_name(net: Network, grads: bool = False) -> Named:
    """Return the parameters (or gradients) of a net's affine layers by name; they are views."""
    layers = [layer for layer in net.layers if isinstance(layer, Affine)]
    return {
        f"{name}{i}": (layer.grads if grads else layer.params)[name]
        for i, layer in enumerate(layers, start=1)
        for name in ("w", "b")
    }


def target(n: int, kind: str = "similar") -> Target:
    """Return a task with ``n`` labels a seed, from digits that no source net has seen.

    "similar": is the digit odd? "different": the same question with the pixels shuffled, in one
    fixed order. "new digits": which of 5 to 9 is it?
    """
    if kind not in ("similar", "different", "new digits"):
        raise ValueError(f"target: kind is {kind!r}, expected 'similar', 'different', 'new digits'")
    _, _, x, y, x_test, y_test = _digits()
    if kind == "new digits":
        x, y, x_test, y_test = x[y > 4], y[y > 4] - 5, x_test[y_test > 4], y_test[y_test > 4] - 5
    else:
        y, y_test = y % 2, y_test % 2
    if kind == "different":
        x, x_test = x[:, SHUFFLE], x_test[:, SHUFFLE]
    rows = np.stack([r.choice(len(x), n, replace=False) for r in generators(102, SEEDS)])
    return Target(kind, x[rows], y[rows], x_test, y_test, 5 if kind == "new digits" else 2)


class _Steps:
    """The student's step as an optimizer: dictionaries go in, the results go into the net."""

    def __init__(self, net: Network, lrs: dict[str, float], step: Step) -> None:
        self.params, self.grads = by_name(net), by_name(net, grads=True)
        self.lrs, self.own = lrs, step
        self.lr = max(lrs.values())

    def step(self, params: Array, grads: Array) -> None:
        """Take one step; ``params`` and ``grads`` are the flat vectors behind the views."""
        moved = self.own(dict(self.params), self.grads, self.lrs)
        for name, view in self.params.items():
            if np.shape(moved[name]) != view.shape:
                raise ValueError(
                    f"fine_tune_step: {name} has shape {np.shape(moved[name])}, "
                    f"expected {view.shape}"
                )
            if moved[name] is not view:
                view[...] = moved[name]


def plain_step(params: Named, grads: Named, lrs: dict[str, float]) -> Named:
    """Take a step at one rate an array; the course's own, for experiments without the student."""
    return {name: w - lrs[name] * grads[name] if lrs[name] else w for name, w in params.items()}


def product_step(params: Named, grads: Named, lrs: dict[str, float]) -> Named:
    """Take a step in which a product with the rate 0 is trusted to freeze."""
    return {name: w - lrs[name] * grads[name] for name, w in params.items()}


def after_one_nan(step: Step) -> tuple[Array, Array]:
    """Return test accuracies (seeds,) of the source nets before one step and after it.

    The body is frozen and the head's gradient is 0; one entry of the gradient of ``w1`` is nan.
    """
    origin, (_, _, _, _, x_test, y_test) = source(), _digits()
    lrs = dict.fromkeys(BODY, 0.0) | dict.fromkeys(HEAD, 0.1)
    found = []
    for seed in range(SEEDS):
        net = origin.member(seed)
        grads = {name: np.zeros_like(w) for name, w in net.items()}
        grads["w1"][0, 0] = np.nan
        with np.errstate(invalid="ignore"):
            for params in (net, dict(step(origin.member(seed), grads, lrs))):
                h = x_test
                for layer in (1, 2):
                    h = np.maximum(h @ params[f"w{layer}"] + params[f"b{layer}"], 0)
                found.append(accuracy(h @ params["w3"] + params["b3"], y_test))
    before, after = np.reshape(found, (SEEDS, 2)).T
    return before, after


def steps_for(n: int) -> int:
    """Return how many steps a task with ``n`` labels gets: enough for every method to settle."""
    return 200 if n <= 50 else 400


def train(
    params: Named,
    task: Target,
    lrs: dict[str, float],
    step: Step = plain_step,
    steps: int | None = None,
    x: Array | None = None,
    x_test: Array | None = None,
) -> Array:
    """Train the stack ``params`` on ``task`` and return its test accuracies (seeds,).

    ``lrs`` has a rate by name. ``x`` and ``x_test`` replace the pixels, by features of them.
    Batches have up to 25 examples.
    """
    x, x_test = (task.x if x is None else x), (task.x_test if x_test is None else x_test)
    depth = len(params) // 2
    layers: list[Any] = []
    for i in range(1, depth + 1):
        layers += [Affine(*params[f"w{i}"].shape[-2:]), ReLU()]
    net = Network(layers[:-1], generators(103, SEEDS))
    for name, view in by_name(net).items():
        view[...] = params[name]
    batch = min(task.n, 25)
    epochs = max(1, (steps or steps_for(task.n)) // (task.n // batch))
    optimizer: Any = _Steps(net, lrs, step)
    rng = generators(104, SEEDS)
    fit(net, x, task.labels, optimizer, epochs, batch, rng=rng, stop_factor=None)
    return np.asarray(accuracy(net.predict(x_test), task.y_test))


def fresh(classes: int) -> Named:
    """Return untrained nets, a stack by name."""
    widths = (*WIDTHS, classes)
    layers: list[Any] = []
    for d, m in pairwise(widths):
        layers += [Affine(d, m), ReLU()]
    return by_name(Network(layers[:-1], generators(105, SEEDS), init="he"))


def with_new_head(origin: Source, classes: int, replace_head: Function) -> Named:
    """Return the source nets with fresh heads, made one by one by ``replace_head``."""
    layer = len(WIDTHS)
    nets = [
        replace_head(origin.member(seed), layer, classes, rng)
        for seed, rng in enumerate(generators(106, SEEDS))
    ]
    return {name: np.stack([net[name] for net in nets]) for name in NAMES}


def linear_classifier(
    task: Target,
    origin: Source,
    depth: int,
    extract_features: Function,
    step: Step = plain_step,
    lr: float = 0.1,
) -> Array:
    """Train a linear classifier on the features at ``depth`` and return accuracies (seeds,)."""
    with one_blas_thread():
        pairs = [
            (
                extract_features(task.x[seed], origin.member(seed), depth),
                extract_features(task.x_test, origin.member(seed), depth),
            )
            for seed in range(SEEDS)
        ]
    x, x_test = (np.stack(part) for part in zip(*pairs, strict=True))
    zero = np.zeros((SEEDS, x.shape[-1], task.classes))
    head = {"w1": zero, "b1": zero[:, 0, :]}
    return train(head, task, {"w1": lr, "b1": lr}, step, x=x, x_test=x_test)


def summary(runs: Array) -> str:
    """Return the mean over seeds and its standard error as text."""
    return f"{np.mean(runs):.3f} +- {np.std(runs, ddof=1) / np.sqrt(len(runs)):.3f}"


def paired(a: Array, b: Array) -> tuple[float, float]:
    """Return the mean over seeds of ``a - b`` and its standard error."""
    difference = np.asarray(a) - np.asarray(b)
    return float(difference.mean()), float(difference.std(ddof=1) / np.sqrt(len(difference)))
