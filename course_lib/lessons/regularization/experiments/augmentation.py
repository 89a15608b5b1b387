"""Experiments of notebook 08 on images: augmentation of photos, where it helps and hurts.

``random_flip``, ``random_crop`` and the others are the student's functions, on (N, H, W, 3) uint8.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_lib.data import load_photos
from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy, softmax, softmax_loss
from course_lib.engine.modules import Affine, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import Adam
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.regularization.experiments.weights import few_digits
from course_lib.seeds import default_rng, generators

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Half of ResNet's 224 and of its five test scales: the photos here are smaller.
CROP = 112
SCALES = (112, 128, 192, 240, 320)
GREYS = 15  # a digit's pixels run from 0 to 16; times 15 they fit uint8


def resize(image: Array, short_side: int) -> Array:
    """Return ``image`` (H, W, 3) with its shorter side at ``short_side``, uint8, linear between.

    Before it shrinks by 2 or more it takes means over blocks, so that nothing flickers.
    """
    x = image.astype(np.float64)
    while min(x.shape[:2]) >= 2 * short_side:
        h, w = (side // 2 * 2 for side in x.shape[:2])
        x = x[:h, :w].reshape(h // 2, 2, w // 2, 2, 3).mean(axis=(1, 3))
    factor = short_side / min(x.shape[:2])
    rows, columns = (
        np.linspace(0, side - 1, max(short_side, round(side * factor))) for side in x.shape[:2]
    )
    return np.rint(sample(x, *np.meshgrid(rows, columns, indexing="ij"))).astype(np.uint8)


def sample(image: Array, rows: Array, columns: Array) -> Array:
    """Return ``image`` (H, W, 3) at fractional places, linear between pixels, edges repeated."""
    h, w = image.shape[:2]
    rows, columns = np.clip(rows, 0, h - 1), np.clip(columns, 0, w - 1)
    i, j = np.minimum(rows.astype(int), h - 2), np.minimum(columns.astype(int), w - 2)
    a, b = (rows - i)[..., None], (columns - j)[..., None]
    top = (1 - b) * image[i, j] + b * image[i, j + 1]
    bottom = (1 - b) * image[i + 1, j] + b * image[i + 1, j + 1]
    return np.asarray((1 - a) * top + a * bottom)


def photo(name: str, short_side: int = 160) -> Array:
    """Return "china" or "flower" as uint8 (H, W, 3)."""
    return resize(load_photos()[name], short_side)


def plot_images(
    rows: Sequence[Sequence[Array]], titles: Sequence[str], height: float = 1.6
) -> Figure:
    """Draw rows of images under one title for each row."""
    from matplotlib.figure import Figure

    columns = max(len(row) for row in rows)
    shape = rows[0][0].shape
    width = min(11.0, columns * height * shape[1] / shape[0])
    figure = Figure(figsize=(width, len(rows) * (height + 0.3)), layout="constrained")
    grid = figure.subplots(len(rows), columns, squeeze=False)
    for axes_row, row, title in zip(grid, rows, titles, strict=True):
        for axes in axes_row:
            axes.axis("off")
        for axes, image in zip(axes_row, row, strict=False):
            axes.imshow(image)
        axes_row[0].set_title(title, loc="left", fontsize=10)
    return figure


def crops_at_five_scales(image: Array, ten_crop: Callable[[Array, int], Array]) -> list[Array]:
    """Return ten crops (10, CROP, CROP, 3) of ``image`` at each of the five scales."""
    return [np.asarray(ten_crop(resize(image, side), CROP)) for side in SCALES]


def colours(images: Array) -> tuple[Array, Array]:
    """Return the SDs (3,) of all pixels along their principal axes and the axes (rows)."""
    pixels = images.reshape(-1, 3).astype(float)
    variances, axes = np.linalg.eigh(np.cov(pixels.T))
    return np.sqrt(np.maximum(variances[::-1], 0)), axes.T[::-1]


# --- digits: shifted and mirrored ---------------------------------------------------------------


def as_images(x: Array) -> Array:
    """Return digits (..., 64) from 0 to 1 as images (..., 8, 8, 3), uint8, grey."""
    grey = np.rint(x * 16 * GREYS).astype(np.uint8).reshape(*x.shape[:-1], 8, 8, 1)
    return np.repeat(grey, 3, axis=-1)


def as_rows(images: Array) -> Array:
    """Return grey images (..., 8, 8, 3) as digits (..., 64) from 0 to 1."""
    flat: Array = images[..., 0].reshape(*images.shape[:-3], 64).astype(np.float32)
    return flat / (16 * GREYS)


def padded(images: Array, margin: int = 1) -> Array:
    """Return images with a black margin: a crop of the old size is then a shifted image."""
    width = [(0, 0)] * (images.ndim - 3) + [(margin, margin), (margin, margin), (0, 0)]
    return np.pad(images, width)


def shifts(images: Array) -> list[Array]:
    """Return the images moved by -1, 0 and 1 pixel along both axes, nine times."""
    wide = padded(images)
    return [wide[..., i : i + 8, j : j + 8, :] for i in range(3) for j in range(3)]


@dataclass(frozen=True)
class Augmented:
    """Nets trained with one augmentation; accuracies are (seeds,)."""

    name: str
    net: Network
    clean: Array
    shifted: Array


def test_sets() -> tuple[Array, Array, Array]:
    """Return the test digits as images, the same moved at random, and their labels."""
    _, _, x_test, y_test = few_digits(1, 1)
    images = as_images(x_test)
    choice = default_rng(86).integers(9, size=len(images))
    moved = np.stack(shifts(images))[choice, np.arange(len(images))]
    return images, moved, y_test


def train_augmented(
    name: str,
    augment: Callable[[Array, np.random.Generator], Array] | None = None,
    n: int = 150,
    seeds: int = 8,
    steps: int = 600,
) -> Augmented:
    """Train 64-100-10 nets, one a seed, on ``n`` digits; ``augment(images, rng)`` sees each batch.

    ``augment`` gets (N, 8, 8, 3) uint8 images and returns as many of the same size.
    """
    x, labels, _, _ = few_digits(n, seeds)
    images = as_images(x)
    net = Network([Affine(64, 100), ReLU(), Affine(100, 10)], generators(87, seeds), init="he")
    optimizer, rngs, rng = Adam(lr=2e-3), generators(88, seeds), default_rng(89)
    member = np.arange(seeds)[:, None]
    with one_blas_thread():
        for _ in range(steps):
            rows = np.stack([one.integers(n, size=30) for one in rngs])
            batch = images[member, rows]
            if augment is not None:
                batch = augment(batch.reshape(-1, 8, 8, 3), rng).reshape(batch.shape)
            _, dlogits = softmax_loss(net.forward(as_rows(batch)), labels[member, rows])
            net.backward(dlogits)
            optimizer.step(net.params, net.grads)
    test, moved, y_test = test_sets()
    clean, shifted = (accuracy(net.predict(as_rows(a)), y_test) for a in (test, moved))
    return Augmented(name, net, np.asarray(clean), np.asarray(shifted))


def averaged_over_shifts(run: Augmented) -> tuple[Array, Array]:
    """Return the accuracy on both test sets when probabilities are averaged over nine shifts."""
    test, moved, y_test = test_sets()
    accuracies = []
    for images in (test, moved):
        probs = np.mean([softmax(run.net.predict(as_rows(a))) for a in shifts(images)], axis=0)
        accuracies.append((probs.argmax(axis=-1) == y_test).mean(axis=-1))
    return accuracies[0], accuracies[1]


def plot_where(runs: Sequence[Augmented]) -> Figure:
    """Draw the accuracy on the test digits as they are and on shifted ones."""
    from matplotlib.figure import Figure

    from course_lib.plots import label, mean_bars

    figure = Figure(figsize=(9.5, 3.2), layout="constrained")
    seeds = len(runs[0].clean)
    for axes, part in zip(figure.subplots(1, 2, sharey=True), ("clean", "shifted"), strict=True):
        mean_bars(axes, [run.name for run in runs], [getattr(run, part) for run in runs])
        name = (
            "test digits as they are" if part == "clean" else "test digits moved by up to 1 pixel"
        )
        label(axes, f"{name} (mean, SE of {seeds})", "trained with", "accuracy (share right)")
    return figure
