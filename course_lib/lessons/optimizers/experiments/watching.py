"""Experiments of notebook 05: nets watched while the student's own loop trains them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy, softmax_loss
from course_lib.engine.modules import ReLU
from course_lib.engine.network import Network
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.optimizers.experiments.nets import layers, noisy_digits
from course_lib.lessons.optimizers.experiments.surfaces import Rule
from course_lib.plots import label, mean_band
from course_lib.seeds import default_rng

if TYPE_CHECKING:
    from matplotlib.figure import Figure

EPOCHS, BATCH, EVERY, SEEDS = 5, 32, 10, 3


class Watched(NamedTuple):
    """Nets while they train: curves (seeds, steps), looks (seeds, looks), accuracies (seeds,).

    ``ratio`` is the norm of the update over that of the weights, ``dead`` the share of hidden units
    that are 0 for each of 300 digits, at every tenth step.
    """

    loss: Array
    norm: Array
    ratio: Array
    dead: Array
    test: Array


def watch(train: Function, rule: Rule, lr: float) -> Watched:
    """Train three 64-32-32-32-10 nets on noisy digits with a student's loop, and look inside.

    Raises ValueError where the loop does not take the steps that it should take.
    """
    with one_blas_thread(), np.errstate(all="ignore"):
        runs = [_watch_one(train, rule, lr, seed) for seed in range(SEEDS)]
    return Watched(*(np.array(curves) for curves in zip(*runs, strict=True)))


def _watch_one(train: Function, rule: Rule, lr: float, seed: int) -> tuple[Any, ...]:
    x, y, _, _, x_test, y_test = noisy_digits()
    net = Network(layers(64, 32, 32, 32, 10), default_rng([63, seed]), init="he")
    seen: list[tuple[float, float, float]] = []
    dead: list[float] = []
    losses: list[float] = []

    def loss_and_gradient(w: Array, images: Array, labels: Array) -> tuple[float, Array]:
        net.params[...] = w
        loss, dlogits = softmax_loss(net.forward(images), labels)
        net.backward(dlogits)
        losses.append(float(loss))
        return float(loss), net.grads.copy()

    def watched_rule(w: Array, dw: Array, state: Any, lr: float) -> tuple[Array, Any]:
        if len(seen) % EVERY == 0:
            dead.append(_dead_share(net, w, x[:300]))
        before = w.copy()
        w, state = rule(w, dw, state, lr)
        size = float(np.linalg.norm(before))
        ratio = float(np.linalg.norm(w - before)) / size
        seen.append((losses[-1] if losses else np.nan, float(np.linalg.norm(dw)), ratio))
        return w, state

    w, _ = train(
        net.params.copy(), loss_and_gradient, watched_rule, lr, x, y, BATCH, EPOCHS,
        default_rng([64, seed]),
    )  # fmt: skip
    steps = EPOCHS * -(-len(x) // BATCH)
    if len(seen) != steps:
        raise ValueError(
            f"your train took {len(seen)} steps, {EPOCHS} epochs of {len(x)} digits in batches of "
            f"{BATCH} are {steps}: run its check"
        )
    net.params[...] = w
    return (*np.transpose(seen), np.array(dead), accuracy(net.predict(x_test), y_test))


def _dead_share(net: Network, w: Array, sample: Array) -> float:
    """Return the share of hidden units that are 0 for every image of a sample."""
    net.params[...] = w
    a, dead = sample, []
    for layer in net.layers:
        a = layer.forward(a, training=False)
        if isinstance(layer, ReLU):
            dead.append(np.all(a == 0, axis=0))
    return float(np.mean(dead))


def plot_watched(cases: dict[str, Watched]) -> Figure:
    """Draw loss, gradient norm, update ratio and dead units over the steps, one colour a case."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 6.4), layout="constrained")
    panels = figure.subplots(2, 2).ravel()
    for i, (name, case) in enumerate(cases.items()):
        # A mean of ten batches: single ones hide the curves behind their noise.
        loss, norm, ratio = (_means(each) for each in (case.loss, case.norm, case.ratio))
        steps = EVERY * (np.arange(loss.shape[1]) + 0.5)
        # Seeds that go apart by powers of ten have a mean and a band in logarithms only.
        logs = [np.log10(np.maximum(each, 1e-9)) for each in (norm, ratio)]
        for panel, curves in zip(panels, (loss, *logs), strict=False):
            mean_band(panel, steps, curves, name, i)
        mean_band(panels[3], EVERY * np.arange(case.dead.shape[1]), 100 * case.dead, name, i)
    panels[2].axhline(-3, color="black", linewidth=0.8, label="1e-3")
    label(panels[0], "Loss of the batches", "step", "loss (mean of ten)")
    label(panels[1], "Gradient", "step", "log10 of the norm", legend=False)
    label(panels[2], "Update over weights", "step", "log10 of the ratio of norms", legend=False)
    label(panels[3], "Dead units", "step", "0 for all of 300 digits (percent)", legend=False)
    return figure


def _means(curves: Array) -> Array:
    """Return the means of every ten steps, (seeds, steps) -> (seeds, steps / 10)."""
    whole = curves[:, : curves.shape[1] // EVERY * EVERY]
    found: Array = whole.reshape(len(curves), -1, EVERY).mean(axis=2)
    return found
