"""Experiment of notebook 08 on patches of two photos: which augmentation raises an ordinary test.

Each photo is cut into 260 tiles of 16 x 16 pixels that share none. A net gets twenty tiles of each
and says from which photo a tile comes; the test has the others, as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy, softmax, softmax_loss
from course_lib.engine.modules import Affine, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import Adam
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.regularization.experiments.augmentation import photo
from course_lib.seeds import default_rng, generators

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NAMES = ("china", "flower")
TILE, CROP = 16, 12  # a net sees CROP x CROP pixels of a tile
LABELLED, BATCH, STEPS, SEEDS = 20, 20, 300, 16

#: What a net is trained on: tiles (N, TILE, TILE, 3) in, (N, CROP, CROP, 3) out, both uint8.
Augment = Callable[[Array, np.random.Generator], Array]


@cache
def tiles() -> tuple[Array, Array]:
    """Return all tiles (520, TILE, TILE, 3), uint8, and the number of their photo (520,)."""
    cut = []
    for name in NAMES:
        image = photo(name, 214)
        rows, columns = image.shape[0] // TILE, image.shape[1] // TILE
        grid = image[: rows * TILE, : columns * TILE].reshape(rows, TILE, columns, TILE, 3)
        cut.append(grid.swapaxes(1, 2).reshape(-1, TILE, TILE, 3))
    return np.concatenate(cut), np.repeat(np.arange(len(NAMES)), [len(part) for part in cut])


def centre(images: Array) -> Array:
    """Return the middle CROP x CROP pixels of tiles (..., TILE, TILE, 3)."""
    margin = (TILE - CROP) // 2
    return images[..., margin : margin + CROP, margin : margin + CROP, :]


def _rows(images: Array) -> Array:
    """Return images (..., CROP, CROP, 3) as rows of numbers from -0.5 to 0.5, float32."""
    flat: Array = images.reshape(*images.shape[:-3], -1).astype(np.float32)
    return flat / 255 - 0.5


@dataclass(frozen=True)
class Photos:
    """Nets trained with one augmentation, one a seed, and their test accuracy (seeds,)."""

    name: str
    net: Network
    accuracy: Array


def _split() -> tuple[Array, Array]:
    """Return the places of the labelled tiles and of the test tiles, (seeds, tiles) each."""
    _, y = tiles()
    ours, others = [], []
    for rng in generators(90, SEEDS):
        drawn = [rng.permutation(np.flatnonzero(y == k))[:LABELLED] for k in range(len(NAMES))]
        ours.append(np.concatenate(drawn))
        others.append(np.setdiff1d(np.arange(len(y)), ours[-1]))
    return np.stack(ours), np.stack(others)


def train(name: str, augment: Augment | None = None) -> Photos:
    """Train nets of 432-64-2 units; each seed has labelled tiles of its own.

    ``augment`` sees each batch of tiles; without one a net is trained on their centres. The test
    tiles are never changed: a net sees their centres.
    """
    x, y = tiles()
    ours, others = _split()
    net = Network([Affine(CROP**2 * 3, 64), ReLU(), Affine(64, 2)], generators(91, SEEDS), "he")
    optimizer, rngs, rng = Adam(lr=1e-3), generators(92, SEEDS), default_rng(93)
    member = np.arange(SEEDS)[:, None]
    with one_blas_thread():
        for _ in range(STEPS):
            rows = ours[member, np.stack([one.integers(ours.shape[1], size=BATCH) for one in rngs])]
            whole = x[rows]
            if augment is None:
                batch = centre(whole)
            else:
                changed = augment(whole.reshape(-1, TILE, TILE, 3), rng)
                batch = changed.reshape(SEEDS, BATCH, CROP, CROP, 3)
            _, dlogits = softmax_loss(net.forward(_rows(batch)), y[rows])
            net.backward(dlogits)
            optimizer.step(net.params, net.grads)
        right = np.asarray(accuracy(net.predict(_rows(centre(x[others]))), y[others]))
    return Photos(name, net, right)


def over_ten_crops(run: Photos, ten_crop: Callable[[Array, int], Array]) -> Array:
    """Return the test accuracy (seeds,) of probabilities averaged over ten crops of a tile."""
    x, y = tiles()
    ten = np.stack([np.asarray(ten_crop(tile, CROP)) for tile in x], axis=1)
    _, others = _split()
    accuracies = []
    for seed, rows in enumerate(others):
        x_test = _rows(ten[:, rows]).reshape(10 * len(rows), -1)
        probs = (
            softmax(run.net.member(seed).predict(x_test)).reshape(10, len(rows), -1).mean(axis=0)
        )
        accuracies.append((probs.argmax(axis=-1) == y[rows]).mean())
    return np.array(accuracies)


def plot(runs: list[Photos]) -> Figure:
    """Draw twelve tiles of each photo, and the test accuracy by what the nets were trained with."""
    from matplotlib.figure import Figure

    from course_lib.plots import label, mean_bars

    x, y = tiles()
    figure = Figure(figsize=(9.5, 3.4), layout="constrained")
    parts: Any = figure.subfigures(1, 2, width_ratios=(1, 1.6))
    left, right = parts
    grid = left.subplots(6, 4)
    rng = default_rng(94)
    for k, name in enumerate(NAMES):
        chosen = rng.choice(np.flatnonzero(y == k), size=12, replace=False)
        for axes, tile in zip(grid[3 * k : 3 * k + 3].flat, chosen, strict=True):
            axes.imshow(x[tile])
            axes.axis("off")
        grid[3 * k, 0].set_title(name, loc="left", fontsize=10)
    axes = right.subplots()
    mean_bars(axes, [run.name for run in runs], [run.accuracy for run in runs])
    axes.set_ylim(0.75, 1.0)
    label(axes, f"480 test tiles (mean, SE of {SEEDS})", "trained with", "accuracy (share right)")
    return figure
