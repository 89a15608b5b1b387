"""Explorer: a photo turned, sheared, stretched, moved and bent, and where its pixels come from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.explorer import choice, explore, slider
from course_lib.lessons.regularization.experiments.augmentation import photo, sample
from course_lib.plots import PALETTE, freeze_layout

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SIDE = 120


@dataclass(frozen=True)
class Distortion:
    """The original, the distorted image, and the outline (K, 2) of the latter in the former."""

    original: Array
    image: Array
    outline: Array
    outside: float  # the share of the pixels that lie outside the original


@lru_cache(maxsize=2)
def _photo(name: str) -> Array:
    return photo(name, SIDE)


@lru_cache(maxsize=256)
def compute(
    name: str,
    angle: float,
    shear: float,
    scale: float,
    stretch: float = 1.0,
    move: float = 0.0,
    lens: float = 0.0,
) -> Distortion:
    """Distort the photo ``name``: degrees, shear, magnification, and lens (0 is none).

    ``stretch`` is a magnification of the width alone, ``move`` a shift to the right as a share of
    the width.

    Every pixel of the result asks where in the original it comes from: the inverse of the map.
    """
    original = _photo(name)
    h, w = original.shape[:2]
    y, x = np.meshgrid(np.arange(h) - (h - 1) / 2, np.arange(w) - (w - 1) / 2, indexing="ij")
    rows, columns = _source(y, x - move * w, angle, shear, (scale, scale * stretch), lens, h)
    rows, columns = rows + (h - 1) / 2, columns + (w - 1) / 2
    inside = (rows >= 0) & (rows <= h - 1) & (columns >= 0) & (columns <= w - 1)
    image = np.where(inside[..., None], np.rint(sample(original, rows, columns)), 255)
    edge = [np.s_[0, :], np.s_[:, -1], np.s_[-1, ::-1], np.s_[::-1, 0]]
    outline = np.stack([np.concatenate([a[e] for e in edge]) for a in (columns, rows)], axis=1)
    return Distortion(original, image.astype(np.uint8), outline, float(1 - inside.mean()))


def _source(
    y: Array,
    x: Array,
    angle: float,
    shear: float,
    scales: tuple[float, float],
    lens: float,
    height: int,
) -> tuple[Array, Array]:
    """Return the place in the original, seen from its centre, of the pixel at (y, x)."""
    bend = 1 + lens * (x**2 + y**2) / height**2
    y, x = y * bend / scales[0], x * bend / scales[1]
    x = x - shear * y
    turn = np.deg2rad(angle)
    return np.cos(turn) * y - np.sin(turn) * x, np.sin(turn) * y + np.cos(turn) * x


def draw(figure: Figure, distortion: Distortion) -> None:
    """Draw the original with the outline of the result on the left, the result on the right."""
    if not figure.axes:
        _prepare(figure, distortion)
    left, right = figure.axes
    left.images[0].set_data(distortion.original)
    left.lines[0].set_data(*distortion.outline.T)
    right.images[0].set_data(distortion.image)
    right.set_title(f"what the net sees ({distortion.outside:.0%} outside the photo)")


def _prepare(figure: Figure, distortion: Distortion) -> None:
    left, right = figure.subplots(1, 2)
    left.imshow(distortion.original)
    left.plot([], [], color=PALETTE[1], linewidth=2)
    left.set_title("the photo; the line is the edge of the result")
    right.imshow(distortion.image)
    h, w = distortion.original.shape[:2]
    left.set_xlim(-0.25 * w, 1.25 * w)
    left.set_ylim(1.25 * h, -0.25 * h)
    for axes in (left, right):
        axes.set_xlabel("column (pixels)")
        axes.set_ylabel("row (pixels)")
        axes.grid(visible=False)


def figure_of(
    name: str = "china",
    angle: float = 12.0,
    shear: float = 0.1,
    scale: float = 1.3,
    stretch: float = 1.0,
    move: float = 0.0,
    lens: float = 0.2,
) -> Figure:
    """Return the explorer's figure without the widget, for pages that stand still."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 3.2), layout="constrained")
    draw(figure, compute(name, angle, shear, scale, stretch, move, lens))
    freeze_layout(figure)
    return figure


def explorer() -> None:
    """Show the explorer: which photo, angle, shear, scale, stretch, move and lens."""
    figure = figure_of()
    name = choice("photo", ("china", "flower"))
    angle = slider("angle (°)", 12.0, -45.0, 45.0, 1.0)
    shear = slider("shear", 0.1, -0.5, 0.5, 0.05)
    scale = slider("scale", 1.3, 0.7, 2.5, 0.1)
    stretch = slider("stretch", 1.0, 0.5, 2.0, 0.1)
    move = slider("move", 0.0, -0.5, 0.5, 0.05)
    lens = slider("lens", 0.2, -0.4, 0.6, 0.05)

    def redraw() -> None:
        shape = (angle, shear, scale, stretch, move, lens)
        draw(figure, compute(name.value, *(one.value for one in shape)))

    explore(figure, redraw, [name, angle], [shear, scale], [stretch, move], [lens])
