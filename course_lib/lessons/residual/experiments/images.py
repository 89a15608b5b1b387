"""Experiments of notebook 09 on images: what filters see, and how images shrink."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from course_lib.data import load_photos
from course_lib.engine.arrays import Array
from course_lib.engine.own import Function

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Sobel's filters answer to edges, Laplace's to spots and lines.
FILTERS = {
    "vertical edges": [[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    "horizontal edges": [[-1.0, -2, -1], [0, 0, 0], [1, 2, 1]],
    "spots": [[0.0, 1, 0], [1, -4, 1], [0, 1, 0]],
}


def small_photo() -> Array:
    """Return a part of the photograph of a temple in grey, (1, 1, 90, 130), from 0 to 1."""
    grey = load_photos()["china"].mean(axis=2) / 255
    part = grey[30:390, 40:560]  # then the mean of every square of 4 x 4 pixels
    small: Array = part.reshape(90, 4, 130, 4).mean(axis=(1, 3))
    return small[None, None]


def filtered(conv_forward: Function) -> Array:
    """Return what the three filters make of the photograph: (1, 3, 90, 130)."""
    w = np.array(list(FILTERS.values()))[:, None]
    out: Array = conv_forward(small_photo(), w, np.zeros(len(w)), 1, 1)[0]
    return out


def plot_filtered(maps: Array) -> Figure:
    """Draw the photograph and the size of what each filter answers."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 2.4), layout="constrained")
    images = {"photograph": small_photo()[0, 0], **dict(zip(FILTERS, np.abs(maps[0]), strict=True))}
    for axes, (name, image) in zip(figure.subplots(1, len(images)), images.items(), strict=True):
        axes.imshow(image, cmap="gray")
        axes.set_title(name)
        axes.set_xlabel("column (pixels)")
        axes.grid(False)
    figure.axes[0].set_ylabel("row (pixels)")
    return figure


def lenet_sizes(conv_output_size: Callable[..., int]) -> list[tuple[str, int]]:
    """Return the side of the image after every layer of LeNet-5."""
    side, sides = 32, [("image", 32)]
    for name, kernel, stride in (
        ("convolution 5 x 5", 5, 1),
        ("pooling 2 x 2", 2, 2),
        ("convolution 5 x 5", 5, 1),
        ("pooling 2 x 2", 2, 2),
    ):
        side = conv_output_size(side, kernel, stride, 0)
        sides.append((name, side))
    return sides
