"""A figure that is drawn again and again: what did not change is drawn once.

Matplotlib marks what changed as stale. What changed since it was drawn is drawn from then on by
itself, on top of a stored picture of the rest. A change of the rest, such as new limits of an axis
or a new artist, brings a new picture of its panel. What lies on top and did not change this time,
such as a legend above curves that move, is pasted from a stored picture of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Frame:
    """The pictures of a figure whose panels stand side by side, one after the other."""

    def __init__(self, figure: Figure) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        self.figure = figure
        self.canvas: Any = FigureCanvasAgg(figure)
        self.moving: list[Any] = []
        self.still: set[Any] = set()  # what the stored ground shows
        self.ground: Any = None
        self.strips: dict[Any, slice] = {}  # the columns of pixels that belong to each panel
        self.stickers: dict[Any, tuple[Any, int, int]] = {}  # pictures of what moves, if it rests

    def pixels(self) -> Any:
        """Return the picture as it is now, (height, width, 4)."""
        for artist in [a for a in self.still if a.stale]:
            self._move(artist)
            legend = artist.axes and artist.axes.get_legend()
            if legend in self.still:  # what moves must not cross it
                self._move(legend)
        if self.ground is None:
            self._draw_ground()
        else:
            self.canvas.restore_region(self.ground)
            if stale := [axes for axes in self.figure.axes if axes.stale]:
                self._draw_panels(stale)
        for artist in sorted(self.moving, key=lambda a: a.get_zorder()):
            self._put(artist)
        # Drawing a legend makes its axes stale, though nothing of the ground has changed.
        for drawn in (*self.figure.axes, self.figure):
            drawn.stale = False
        return np.asarray(self.canvas.buffer_rgba())

    def _move(self, artist: Any) -> None:
        self.still.discard(artist)
        artist.set_animated(True)
        self.moving.append(artist)
        self.ground = None

    def _put(self, artist: Any) -> None:
        if artist.stale:
            self.stickers.pop(artist, None)
            self.figure.draw_artist(artist)
            return
        if artist not in self.stickers:
            self.stickers[artist] = self._sticker(artist)
        image, left, bottom = self.stickers[artist]
        if image.size:
            renderer = self.canvas.get_renderer()
            renderer.draw_image(renderer.new_gc(), left, bottom, image)

    def _sticker(self, artist: Any) -> tuple[Any, int, int]:
        """Return the picture of an artist alone, cut out, and the place of its lower left."""
        from matplotlib.backends.backend_agg import RendererAgg

        whole = self.canvas.get_renderer()
        renderer: Any = RendererAgg(whole.width, whole.height, whole.dpi)  # type: ignore[no-untyped-call]
        artist.draw(renderer)
        pixels = np.asarray(renderer.buffer_rgba())
        rows, columns = (np.flatnonzero(pixels[..., 3].any(axis=1 - i)) for i in (0, 1))
        if not len(rows):
            return pixels[:0], 0, 0
        cut = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        # Agg counts rows from below.
        return cut[::-1].copy(), int(columns[0]), len(pixels) - int(rows[-1]) - 1

    def _draw_ground(self) -> None:
        self.stickers.clear()
        self.canvas.draw()
        self.ground = self.canvas.copy_from_bbox(self.figure.bbox)
        self.still = set(self._artists()) - set(self.moving)
        boxes: list[Any] = [
            axes.get_tightbbox(self.canvas.get_renderer()) for axes in self.figure.axes
        ]
        between = [(a.x1 + b.x0) / 2 for a, b in pairwise(boxes)]
        edges = [0, *map(round, between), round(self.figure.bbox.width)]
        self.strips = dict(zip(self.figure.axes, map(slice, edges, edges[1:]), strict=True))

    def _draw_panels(self, stale: list[Any]) -> None:
        for axes in stale:
            np.asarray(self.canvas.buffer_rgba())[:, self.strips[axes]] = 255
            axes.draw(self.canvas.get_renderer())
        self.stickers = {
            a: s
            for a, s in self.stickers.items()
            if a.axes not in stale or a is a.axes.get_legend()  # which stays where it is
        }
        self.ground = self.canvas.copy_from_bbox(self.figure.bbox)
        self.still = set(self._artists()) - set(self.moving)

    def _artists(self) -> Iterator[Any]:
        yield from self.figure.texts
        for axes in self.figure.axes:
            frame = (axes.patch, axes.xaxis, axes.yaxis, *axes.spines.values())
            yield from (a for a in axes.get_children() if a not in frame)
