"""Experiments of notebook 04 on signals with room for mistakes, and dropout inside a whole net."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from course_lib.data import make_signals
from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy
from course_lib.engine.modules import Affine, BatchNorm, Dropout, Module, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import Adam
from course_lib.engine.own import Function
from course_lib.engine.threads import one_blas_thread
from course_lib.engine.train import fit
from course_lib.lessons.dropout.experiments import training
from course_lib.plots import PALETTE, label
from course_lib.seeds import default_rng, generators

if TYPE_CHECKING:
    from matplotlib.figure import Figure

KEEP_PROBS = (1.0, 0.9, 0.75, 0.5, 0.25)
TRAIN, OTHERS, SEEDS, EPOCHS = 500, 2000, 5, 60


def train_signals(keep_prob: float, norm: bool = False) -> tuple[Array, Array]:
    """Train a 40-128-128-10 net for each seed; return validation and test accuracies (seeds,).

    Each seed has its own 500 signals; all share one validation and one test set of 2000.
    """
    x, labels = make_signals(2 * OTHERS, default_rng(46))
    own = [make_signals(TRAIN, rng) for rng in generators(47, SEEDS)]
    layers: list[Module] = []
    size = x.shape[1]
    for _ in range(2):
        layers += [Affine(size, 128), *([BatchNorm(128)] if norm else []), ReLU()]
        layers += [Dropout(keep_prob)] if keep_prob < 1 else []
        size = 128
    net = Network([*layers, Affine(size, 10)], generators(48, SEEDS), init="he")
    fit(
        net,
        np.stack([signals for signals, _ in own]),
        np.stack([y for _, y in own]),
        Adam(2e-3),
        epochs=EPOCHS,
        batch_size=50,
        rng=generators(49, SEEDS),
        stop_factor=None,
    )
    val, test = (
        np.asarray(accuracy(net.predict(x[part]), labels[part]))
        for part in (slice(OTHERS), slice(OTHERS, None))
    )
    return val, test


class Sweep(NamedTuple):
    """Accuracies (keep_probs, seeds) on the validation set and on the test set."""

    keep_probs: Array
    val: Array
    test: Array


def sweep() -> Sweep:
    """Train at every keep probability; the seeds are paired."""
    runs = [train_signals(keep_prob) for keep_prob in KEEP_PROBS]
    val, test = (np.array(part) for part in zip(*runs, strict=True))
    return Sweep(np.array(KEEP_PROBS), val, test)


def with_norm(run: Sweep, keep_prob: float) -> dict[str, Array]:
    """Return test accuracies (seeds,) without and with dropout, without and with batch norm."""
    at = int(np.argmin(np.abs(run.keep_probs - keep_prob)))
    return {
        "plain": run.test[0],
        f"dropout {keep_prob:g}": run.test[at],
        "batch norm": train_signals(1.0, norm=True)[1],
        "both": train_signals(keep_prob, norm=True)[1],
    }


def plot_sweep(run: Sweep) -> Figure:
    """Draw both accuracies against the keep probability, mean and standard error."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 3.6), layout="constrained")
    axes = figure.subplots()
    for i, (name, runs) in enumerate((("validation", run.val), ("test", run.test))):
        axes.errorbar(
            run.keep_probs,
            runs.mean(axis=1),
            yerr=runs.std(axis=1, ddof=1) / np.sqrt(runs.shape[1]),
            color=PALETTE[i],
            marker="os"[i],
            capsize=3,
            label=name,
        )
    title = f"{TRAIN} signals, mean and SE of {SEEDS} seeds"
    label(axes, title, "keep_prob (1 is no dropout)", "accuracy (share right)")
    return figure


def plot_signals() -> Figure:
    """Draw two signals of each class."""
    from matplotlib.figure import Figure

    x, labels = make_signals(200, default_rng(0))
    figure = Figure(figsize=(10, 3), layout="constrained")
    for digit, axes in enumerate(figure.subplots(2, 5, sharex=True, sharey=True).flat):
        for i, row in enumerate(np.flatnonzero(labels == digit)[:2]):
            axes.plot(x[row], color=PALETTE[i], linewidth=1)
        axes.set_title(f"class {digit}", fontsize=9)
    figure.supxlabel("place (40 points)")
    figure.supylabel("height")
    return figure


@one_blas_thread()
def vanilla(vanilla_inference: Function, keep_prob: float = 0.5) -> dict[str, Array]:
    """Train with vanilla dropout on noisy digits; test it with the student's rule and without."""

    def forward(x: Array, keep_prob: float, rng: np.random.Generator) -> tuple[Array, Array]:
        mask = rng.random(x.shape) < keep_prob
        return x * mask, mask

    def backward(dout: Array, mask: Array) -> Array:
        dx: Array = dout * mask
        return dx

    inverted = training.train(keep_prob)
    run = training.train(keep_prob, own=(forward, backward))
    _, _, x_test, y_test = training.digits(1, 0.0, 1)
    scaled = []
    for seed in range(len(run.test_accuracy)):
        h = x_test
        *hidden, last = [la.params for la in run.net.member(seed).layers if isinstance(la, Affine)]
        for params in hidden:
            h = np.asarray(
                vanilla_inference(np.maximum(h @ params["w"] + params["b"], 0), keep_prob)
            )
        scaled.append(float(accuracy(h @ last["w"] + last["b"], y_test)))
    return {
        "inverted": inverted.test_accuracy,
        "vanilla with its rule": np.array(scaled),
        "vanilla without it": run.test_accuracy,
    }


def gradient_check(dropout_net: Callable[..., tuple[Any, dict[str, Array]]]) -> tuple[float, float]:
    """Return the errors of a net's gradients: one mask for all calls, and fresh masks.

    An error is relative to the largest entries of its array.
    """
    rng = default_rng(50)
    x, labels = rng.standard_normal((6, 5)), rng.integers(3, size=6)
    shapes = {"w1": (5, 8), "b1": (8,), "w2": (8, 3), "b2": (3,)}
    params = {name: rng.standard_normal(shape) for name, shape in shapes.items()}
    errors = []
    for fixed in (True, False):
        running = np.random.default_rng(1)
        worst, h = 0.0, 1e-5

        def draw(fixed: bool = fixed, running: np.random.Generator = running) -> Any:
            return np.random.default_rng(7) if fixed else running

        grads = dropout_net(params, x, labels, 0.6, draw())[1]
        for name, w in params.items():
            numeric = np.empty_like(w)
            for index in np.ndindex(w.shape):
                losses = []
                for step in (h, -h):
                    moved = {**params, name: w.copy()}
                    moved[name][index] += step
                    losses.append(float(dropout_net(moved, x, labels, 0.6, draw())[0]))
                numeric[index] = (losses[0] - losses[1]) / (2 * h)
            off = np.abs(grads[name] - numeric).max()
            worst = max(worst, float(off / (np.abs(grads[name]).max() + np.abs(numeric).max())))
        errors.append(worst)
    return errors[0], errors[1]
