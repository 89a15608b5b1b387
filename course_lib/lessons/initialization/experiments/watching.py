"""Experiments of notebook 02: a net watched while it trains, and a std that hides an illness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.init import Init
from course_lib.engine.losses import accuracy
from course_lib.engine.modules import Tanh
from course_lib.engine.network import Network
from course_lib.engine.optim import Momentum
from course_lib.engine.threads import one_blas_thread
from course_lib.engine.train import fit
from course_lib.lessons.initialization.experiments.gradients import _mean_cosine
from course_lib.lessons.initialization.experiments.training import _digits, _mlp
from course_lib.plots import label, mean_band
from course_lib.seeds import default_rng, generators

if TYPE_CHECKING:
    from matplotlib.figure import Figure

EPOCHS, EVERY = 9, 5  # 108 steps, looked at every fifth


class Watched(NamedTuple):
    """A stack of nets while it trains: curves (seeds, looks), ratios (seeds, steps).

    ``std`` is that of all activations of the last hidden layer, ``between`` that between images,
    mean over its units; ``saturated`` is the share of all hidden activations beyond 0.99, ``ratio``
    the norm of the update over that of the parameters, biases included.
    """

    std: Array
    between: Array
    saturated: Array
    ratio: Array
    accuracy: Array


def while_training(init: Init, seeds: int = 3, depth: int = 10, lr: float = 0.03) -> Watched:
    """Train ten tanh layers of 50 units on the digits and look inside every fifth step."""
    x, labels, x_val, labels_val = _digits()
    sample, stds, between, shares = x[:200], [], [], []

    def look(step: int, net: Network, _: Any) -> None:
        if step % EVERY:
            return
        a, hidden = sample, []
        for layer in net.layers:
            a = layer.forward(a, training=False)
            if isinstance(layer, Tanh):
                hidden.append(np.broadcast_to(a, (seeds, *a.shape[-2:])))
        stds.append(hidden[-1].std(axis=(1, 2)))
        between.append(hidden[-1].std(axis=1).mean(axis=1))
        shares.append(np.mean([(np.abs(h) > 0.99).mean(axis=(1, 2)) for h in hidden], axis=0))

    with one_blas_thread():
        net = _mlp(depth, 50, "tanh", init, generators(7, seeds))
        look(0, net, None)
        rng = generators(8, seeds)
        history = fit(
            net,
            x,
            labels,
            Momentum(lr),
            EPOCHS,
            100,
            rng=rng,
            callbacks=(look,),
            stop_factor=None,
        )
        right = np.asarray(accuracy(net.predict(x_val), labels_val))
    curves = (np.array(stds).T, np.array(between).T, np.array(shares).T)
    return Watched(*curves, history.update_ratio.T, right)


def plot_watched(cases: dict[str, Watched]) -> Figure:
    """Draw what was seen of nets over the steps of their training, one colour for each start."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 3.6), layout="constrained")
    panels = figure.subplots(1, 3)
    for i, (name, case) in enumerate(cases.items()):
        looks = EVERY * np.arange(case.std.shape[1])
        mean_band(panels[0], looks, case.std, name, i)
        mean_band(panels[1], looks, 100 * case.saturated, name, i)
        mean_band(panels[2], np.arange(1, case.ratio.shape[1] + 1), case.ratio, name, i)
    panels[0].set_yscale("log")
    panels[2].set_yscale("log")
    panels[2].axhline(1e-3, color="black", linewidth=0.8, label="1e-3")
    label(panels[0], "Last hidden layer", "step", "std of the activations (log scale)")
    label(panels[1], "Beyond 0.99, all layers", "step", "saturated activations (percent)")
    label(panels[2], "Update over weights", "step", "ratio of norms (log scale)")
    return figure


class Level(NamedTuple):
    """Sigmoid layers, each (seeds, depth): ``std`` of all entries, ``cosine``, gradient of z."""

    std: Array
    cosine: Array
    of_z: Array


def level_std(sigma: float = 0.09, depth: int = 20, width: int = 256, seeds: int = 3) -> Level:
    """Send 300 normal examples through sigmoid layers and a random gradient back."""
    std, cosine, of_z = np.empty((3, seeds, depth))
    with one_blas_thread():
        for seed in range(seeds):
            rng = default_rng([9, seed])
            a = rng.standard_normal((300, width))
            weights = sigma * rng.standard_normal((depth, width, width))
            outs = []
            for layer, w in enumerate(weights):
                a = 0.5 + 0.5 * np.tanh(0.5 * (a @ w))
                outs.append(a)
                std[seed, layer], cosine[seed, layer] = a.std(), _mean_cosine(a - a.mean())
            da = rng.standard_normal(a.shape) / len(a)
            for layer in reversed(range(depth)):
                dz = da * outs[layer] * (1 - outs[layer])
                of_z[seed, layer] = np.linalg.norm(dz)
                da = dz @ weights[layer].T
    return Level(std, cosine, of_z)


def plot_level(case: Level) -> Figure:
    """Draw the std, the mean cosine between examples, and the gradient, layer by layer."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 3.4), layout="constrained")
    layers = np.arange(1, case.std.shape[1] + 1)
    titles = ("Std of all activations", "Mean cosine of two examples", "Gradient of z")
    sides = ("std", "cosine (mean of all removed)", "norm (log scale)")
    for i, (axes, runs) in enumerate(zip(figure.subplots(1, 3), case, strict=True)):
        mean_band(axes, layers, runs, f"{len(runs)} runs", i)
        label(axes, titles[i], "hidden layer", sides[i])
    figure.axes[0].set_ylim(0, 1.3 * float(case.std.max()))
    figure.axes[1].set_ylim(0, 1.05)
    figure.axes[2].set_yscale("log")
    return figure
