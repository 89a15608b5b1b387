"""Experiments of notebook 08 on weights: what each penalty leaves, and decay under Adam.

The penalties, max norm and AdamW are the student's functions; they come as arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from course_lib.data import load_digits
from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy, softmax_loss
from course_lib.engine.modules import Affine, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import Adam, AdamW, Momentum
from course_lib.engine.threads import one_blas_thread
from course_lib.engine.train import fit
from course_lib.seeds import default_rng, generators

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Penalty = Callable[[Array], tuple[Any, Array]]
SMALL = 0.002


@dataclass(frozen=True)
class Weights:
    """First-layer weights after training (seeds, D, M), and what each net reached (seeds,)."""

    name: str
    w: Array
    train_accuracy: Array
    test_accuracy: Array

    @property
    def near_zero(self) -> Array:
        """Return for each seed the share of the weights smaller than ``SMALL``."""
        return np.asarray((np.abs(self.w) < SMALL).mean(axis=(1, 2)))

    @property
    def longest_column(self) -> Array:
        """Return for each seed the norm of its longest column."""
        return np.asarray(np.linalg.norm(self.w, axis=1).max(axis=1))

    @property
    def mean_column(self) -> Array:
        """Return for each seed the mean norm of its columns."""
        return np.asarray(np.linalg.norm(self.w, axis=1).mean(axis=1))


def few_digits(n: int, seeds: int, noise: float = 0.0) -> tuple[Array, Array, Array, Array]:
    """Return ``n`` training digits for each seed, (seeds, n, 64) from 0 to 1, and one test set."""
    split = load_digits()
    x, labels = [], []
    for rng in generators(80, seeds):
        rows = rng.choice(len(split.x_train), size=n, replace=False)
        x.append(split.x_train[rows])
        y = split.y_train[rows].copy()
        noisy = rng.random(n) < noise
        y[noisy] = rng.integers(10, size=int(noisy.sum()))
        labels.append(y)
    x_test = np.concatenate([split.x_val, split.x_test])
    y_test = np.concatenate([split.y_val, split.y_test])
    return np.stack(x) / 16, np.stack(labels), x_test / 16, y_test


def train_with(
    name: str,
    penalty: Penalty | None = None,
    constraint: Callable[[Array], Array] | None = None,
    n: int = 200,
    seeds: int = 4,
    steps: int = 400,
) -> Weights:
    """Train 64-100-10 nets, one a seed, with a penalty on the weights or a constraint.

    ``penalty(w)`` returns loss and gradient, ``constraint(w)`` the weights after each step; both
    see one (D, M) matrix at a time. Seeds are the same for every penalty.
    """
    x, labels, x_test, y_test = few_digits(n, seeds)
    x = x.astype(np.float32)
    net = Network([Affine(64, 100), ReLU(), Affine(100, 10)], generators(81, seeds), init="he")
    matrices = [layer for layer in net.layers if isinstance(layer, Affine)]
    optimizer, rngs = Momentum(lr=0.05), generators(82, seeds)
    member = np.arange(seeds)[:, None]
    with one_blas_thread():
        for _ in range(steps):
            rows = np.stack([rng.integers(n, size=32) for rng in rngs])
            _, dlogits = softmax_loss(net.forward(x[member, rows]), labels[member, rows])
            net.backward(dlogits)
            if penalty is not None:
                for layer in matrices:
                    for w, dw in zip(layer.params["w"], layer.grads["w"], strict=True):
                        dw += penalty(w)[1]
            optimizer.step(net.params, net.grads)
            if constraint is not None:
                for layer in matrices:
                    for w in layer.params["w"]:
                        w[...] = constraint(w)
    return Weights(
        name,
        matrices[0].params["w"].copy(),
        np.asarray(accuracy(net.predict(x), labels)),
        np.asarray(accuracy(net.predict(x_test), y_test)),
    )


def plot_weights(runs: list[Weights]) -> Figure:
    """Draw the histogram of the first-layer weights of each run."""
    from matplotlib.figure import Figure

    from course_lib.plots import PALETTE, label

    figure = Figure(figsize=(11, 3.0), layout="constrained")
    edges = np.linspace(-0.6, 0.6, 121)
    for index, (axes, run) in enumerate(
        zip(figure.subplots(1, len(runs), sharey=True), runs, strict=True)
    ):
        share = np.histogram(run.w, edges)[0] / run.w.size
        axes.stairs(share, edges, fill=True, color=PALETTE[index])
        axes.set_yscale("log")
        axes.set_ylim(1e-4, 1)
        label(axes, run.name, "weight", "share of the weights" if index == 0 else "", legend=False)
    return figure


def print_weights(runs: list[Weights]) -> None:
    """Print for each run the share near 0, the lengths of the columns and the accuracies."""
    seeds = len(runs[0].w)
    print(f"{'':>19}  |w| < {SMALL:g}  mean column  longest column  training  test (SE of {seeds})")
    for run in runs:
        test, error = mean_and_error(run.test_accuracy)
        print(
            f"{run.name:>19}     {run.near_zero.mean():.3f}     {run.mean_column.mean():7.2f}  "
            f"{run.longest_column.mean():14.2f}     {run.train_accuracy.mean():.3f}  "
            f"{test:.3f} +- {error:.3f}"
        )


# --- decay under Adam ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Decay:
    """Two weights without a task of their own: paths (steps + 1, 2) under each rule."""

    scales: Array
    paths: dict[str, Array]


def decay_paths(
    adamw: Callable[..., tuple[Array, Any]],
    strength: float = 0.5,
    lr: float = 0.01,
    steps: int = 300,
    scales: tuple[float, float] = (10.0, 0.1),
) -> Decay:
    """Follow two weights from 1 whose gradients are noise of mean 0, of two sizes.

    Nothing but the regularizer pulls them anywhere. "SGD + L2" and "Adam + L2" add
    ``strength * w`` to the gradient; "AdamW" is the student's, with ``weight_decay=strength``. Mean
    of 200 pairs of weights.
    """
    pairs = 200
    size = np.array(scales)
    noise = default_rng(83).standard_normal((steps, pairs, 2)) * size
    options = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    paths = {}
    for name in ("SGD + L2", "Adam + L2", "AdamW"):
        w, state = np.ones((pairs, 2)), None
        path = [w.mean(axis=0)]
        for dw in noise:
            if name == "SGD + L2":
                w = w - lr * (dw + strength * w)
            elif name == "Adam + L2":
                w, state = adamw(w, dw + strength * w, state, lr, 0.0, **options)
            else:
                w, state = adamw(w, dw, state, lr, strength, **options)
            path.append(np.mean(w, axis=0))
        paths[name] = np.array(path)
    return Decay(size, paths)


def plot_decay(decay: Decay) -> Figure:
    """Draw both weights under each rule."""
    from matplotlib.figure import Figure

    from course_lib.plots import MARKERS, PALETTE, label

    figure = Figure(figsize=(10, 3.2), layout="constrained")
    for axes, (name, path) in zip(
        figure.subplots(1, len(decay.paths), sharey=True), decay.paths.items(), strict=True
    ):
        for i, scale in enumerate(decay.scales):
            axes.plot(
                path[:, i],
                color=PALETTE[i],
                marker=MARKERS[i],
                markevery=50,
                label=f"gradient noise of SD {scale:g}",
            )
        axes.axhline(0, color=PALETTE[-1], linewidth=0.8)
        label(axes, name, "step", "weight (mean of 200)", legend=name == "SGD + L2")
    return figure


@dataclass(frozen=True)
class Grid:
    """Test accuracy (strengths, seeds) of Adam with L2 and of AdamW."""

    strengths: Array
    with_l2: Array
    decoupled: Array


def strength_grid(
    l2: tuple[float, ...] = (0.0, 1e-3, 3e-3, 1e-2, 3e-2),
    decay: tuple[float, ...] = (0.0, 0.1, 0.3, 1.0, 3.0),
    seeds: int = 8,
) -> Grid:
    """Train 64-100-10 nets on 200 digits with Adam + L2 and with AdamW over a grid of strengths."""
    x, labels, x_test, y_test = few_digits(200, seeds)

    def run(optimizer: Any, strength: float) -> Array:
        net = Network([Affine(64, 100), ReLU(), Affine(100, 10)], generators(84, seeds), init="he")
        rng = generators(85, seeds)
        fit(net, x, labels, optimizer, epochs=30, batch_size=20, rng=rng, l2=strength)
        return np.asarray(accuracy(net.predict(x_test), y_test))

    return Grid(
        strengths=np.array([l2, decay]),
        with_l2=np.array([run(Adam(2e-3), s) for s in l2]),
        decoupled=np.array([run(AdamW(2e-3, weight_decay=s), 0.0) for s in decay]),
    )


def mean_and_error(runs: Array) -> tuple[float, float]:
    """Return the mean over seeds and its standard error."""
    runs = np.asarray(runs)
    return float(runs.mean()), float(runs.std(ddof=1) / np.sqrt(len(runs)))


def paired(a: Array, b: Array) -> tuple[float, float]:
    """Return the mean over seeds of ``a - b`` and its standard error."""
    return mean_and_error(np.asarray(a) - np.asarray(b))
