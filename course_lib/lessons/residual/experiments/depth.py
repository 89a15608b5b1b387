"""Experiments of notebook 09: deep nets with and without skip connections, before training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from course_lib.data import load_digits
from course_lib.engine.arrays import Array
from course_lib.engine.init import Init
from course_lib.engine.losses import softmax_loss
from course_lib.engine.modules import Affine, BatchNorm, Module, ReLU
from course_lib.engine.network import Network
from course_lib.engine.own import Function
from course_lib.engine.residual import Residual
from course_lib.engine.rng import Rng
from course_lib.engine.threads import one_blas_thread
from course_lib.seeds import default_rng, generators

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Forward = Callable[..., tuple[Array, Any]]
KINDS = ("plain", "batch norm", "residual", "residual, scaled", "batch norm + residual")


def digits() -> tuple[Array, Array, Array, Array]:
    """Return centred digits of one common scale: ``x``, ``labels``, ``x_val``, ``labels_val``."""
    split = load_digits()
    mean, std = split.x_train.mean(axis=0), split.x_train.std()
    return (split.x_train - mean) / std, split.y_train, (split.x_val - mean) / std, split.y_val


def blocks(kind: str, depth: int, width: int) -> list[Module]:
    """Return ``depth`` affine layers of ``width`` units, two in a block, as ``kind`` of KINDS.

    The branch of a residual block is affine, ReLU, affine. "scaled" divides what a branch says by
    the root of the number of blocks; with batch norm the branch ends in one.
    """
    if kind not in KINDS:
        raise ValueError(f"blocks: kind is {kind!r}, expected one of {KINDS}")
    count = depth // 2

    def block() -> list[Module]:
        one, two = Affine(width, width), Affine(width, width)
        if kind == "plain":
            return [one, ReLU(), two, ReLU()]
        if kind == "batch norm":
            return [one, BatchNorm(width), ReLU(), two, BatchNorm(width), ReLU()]
        if kind == "batch norm + residual":
            return [Residual([one, BatchNorm(width), ReLU(), two, BatchNorm(width)])]
        return [Residual([one, ReLU(), two], count**-0.5 if kind == "residual, scaled" else 1.0)]

    return [layer for _ in range(count) for layer in block()]


def deep_net(kind: str, depth: int, rng: Rng, width: int = 32, init: Init = "he") -> Network:
    """Return a net for digits: an affine layer, ``depth`` layers in blocks, an affine layer."""
    return Network([Affine(64, width), *blocks(kind, depth, width), Affine(width, 10)], rng, init)


def variances(
    residual_forward: Forward, count: int = 20, width: int = 128, seeds: int = 6
) -> dict[str, Array]:
    """Send 200 random rows through ``count`` blocks; return variances (seeds, count + 1) by kind.

    The weights are drawn so that a branch hands on the variance it gets: He's for the layer before
    the ReLU, Xavier's for the other. "plain" is the branch alone.
    """
    zeros = np.zeros(width)

    def branch(x: Array, w1: Array, w2: Array) -> Array:
        change: Array = residual_forward(x, w1, zeros, w2, zeros)[0] - x
        return change

    def normalized(x: Array) -> Array:
        standard: Array = (x - x.mean(axis=0)) / x.std(axis=0)
        return standard

    steps: dict[str, Callable[[Array, Array, Array], Array]] = {
        "plain": branch,
        "residual": lambda x, w1, w2: x + branch(x, w1, w2),
        "residual, branch / sqrt(L)": lambda x, w1, w2: x + branch(x, w1, w2 / count**0.5),
        "residual, branch after batch norm": lambda x, w1, w2: x + branch(normalized(x), w1, w2),
    }
    by_kind = {name: np.ones((seeds, count + 1)) for name in steps}
    with one_blas_thread():
        for name, step in steps.items():
            for seed, rng in enumerate(generators(90, seeds)):
                x = rng.standard_normal((200, width))
                for block in range(count):
                    w1 = rng.standard_normal((width, width)) * (2 / width) ** 0.5
                    w2 = rng.standard_normal((width, width)) * (1 / width) ** 0.5
                    x = step(x, w1, w2)
                    by_kind[name][seed, block + 1] = x.var()
    return by_kind


def block_gradients(
    cases: dict[str, tuple[str, Init]], depth: int = 40, width: int = 64, seeds: int = 6
) -> dict[str, Array]:
    """Return the gradient that reaches each block before training, (seeds, depth / 2 + 1).

    It is the norm of the gradient with respect to the activations that enter the block; the last
    entry is what enters the affine layer behind the blocks. ``cases`` maps a name to a kind of
    net and the init of its weights. The loss is that of 256 digits.
    """
    x, labels, *_ = digits()
    x, labels = x[:256], labels[:256]
    by_kind = {}
    with one_blas_thread(), np.errstate(over="ignore", invalid="ignore"):
        for name, (kind, init) in cases.items():
            net = deep_net(kind, depth, generators(91, seeds), width, init)
            logits = net.forward(x)
            back = softmax_loss(logits, np.broadcast_to(labels, logits.shape[:-1]))[1]
            norms = []
            per_block = (len(net.layers) - 2) // (depth // 2)
            for place in range(len(net.layers) - 1, 0, -1):
                back = net.layers[place].backward(back)
                if (place - 1) % per_block == 0:
                    norms.append(np.sqrt((back.astype(np.float64) ** 2).sum(axis=(-2, -1))))
            by_kind[name] = np.array(norms[::-1]).T
    return by_kind


@dataclass(frozen=True)
class BranchGradient:
    """How a gradient comes back through L blocks: lengths relative to the one that entered."""

    with_skip: Array  # (blocks + 1,)
    without: Array


def walk_back(
    residual_forward: Forward,
    residual_backward: Function,
    count: int = 20,
    width: int = 64,
    scale: float = 0.1,
) -> BranchGradient:
    """Send a gradient back through ``count`` blocks whose branches are weak (``scale``).

    Without the skip the gradient is what comes back through the branch alone: ``dx - dout``.
    """
    rng = default_rng(92)
    x, zeros = rng.standard_normal((100, width)), np.zeros(width)
    caches = []
    for _ in range(count):
        w1, w2 = rng.standard_normal((2, width, width)) * np.sqrt(scale / width)
        x, cache = residual_forward(x, w1, zeros, w2, zeros)
        caches.append(cache)
    long = short = rng.standard_normal(x.shape)
    start = float(np.linalg.norm(long))
    lengths = [(1.0, 1.0)]
    for cache in reversed(caches):
        long = residual_backward(long, cache)[0]
        short = residual_backward(short, cache)[0] - short
        lengths.append((float(np.linalg.norm(long)) / start, float(np.linalg.norm(short)) / start))
    both = np.array(lengths).T
    return BranchGradient(both[0], both[1])


def plot_variances(by_kind: dict[str, Array]) -> Figure:
    """Draw the variance after each block, mean and SD over the seeds, on a logarithmic axis."""
    count = next(iter(by_kind.values())).shape[1]
    # In the colours of the kinds that they stand for: all but batch norm alone.
    figure = _bands(by_kind, np.arange(count), (0, 2, 3, 4))
    _label(figure, "variance of the activations", "blocks passed", "variance", by_kind)
    return figure


def plot_block_gradients(by_kind: dict[str, Array]) -> Figure:
    """Draw the gradient that enters each block before training, mean and SD over the seeds.

    A name is one of KINDS, with its weights or without ("plain, He"); it gets the kind's colour.
    """
    kinds = [name.removesuffix(", He") for name in by_kind]
    looks = [KINDS.index(kind) if kind in KINDS else len(KINDS) for kind in kinds]
    count = next(iter(by_kind.values())).shape[1]
    figure = _bands(by_kind, np.arange(1, count + 1), looks)
    place = f"block, from input to output ({count}: behind the last)"
    _label(figure, "gradient before training", place, "norm", by_kind)
    return figure


def plot_walk(walk: BranchGradient) -> Figure:
    """Draw how long a gradient is on its way back, with the skips and without."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    from course_lib.plots import MARKERS, PALETTE, label

    figure = Figure(figsize=(7, 3.2), layout="constrained")
    axes = figure.subplots()
    axes.set_yscale("log")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    for index, (name, lengths) in enumerate(
        {"with the skips": walk.with_skip, "branches alone": walk.without}.items()
    ):
        axes.plot(lengths, color=PALETTE[index], marker=MARKERS[index], markevery=2, label=name)
    label(axes, "one gradient on its way back", "blocks passed", "length, relative to the start")
    return figure


def _bands(by_kind: dict[str, Array], places: Array, looks: Sequence[int]) -> Figure:
    """Draw a geometric mean with one standard deviation of the logarithms for each name.

    ``looks`` chooses colours and markers.
    """
    from matplotlib.figure import Figure

    from course_lib.plots import MARKERS, PALETTE

    figure = Figure(figsize=(9, 3.4), layout="constrained")
    axes = figure.subplots()
    axes.set_yscale("log")
    axes.set_xticks(places[::4])
    for index, (name, runs) in zip(looks, by_kind.items(), strict=True):
        logs = np.log(np.maximum(runs, 1e-300))
        mean, spread = logs.mean(axis=0), logs.std(axis=0, ddof=1)
        colour = PALETTE[index]
        axes.plot(
            places, np.exp(mean), color=colour, marker=MARKERS[index], markevery=4, label=name
        )
        axes.fill_between(
            places, np.exp(mean - spread), np.exp(mean + spread), color=colour, alpha=0.2
        )
    return figure


def _label(figure: Figure, title: str, x: str, y: str, by_kind: dict[str, Array]) -> None:
    from course_lib.plots import label

    (axes,) = figure.axes
    seeds = len(next(iter(by_kind.values())))
    label(axes, f"{title} (mean and SD of the logarithm, {seeds} nets)", x, y, legend=False)
    figure.legend(loc="outside right upper", fontsize=9)
