"""What a machine can see wrong in a figure; everything else needs eyes."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

NARROW = 736  # pixels that a page leaves to a figure in a window of 800
SMALLEST = 7.0  # pixels that a text needs there


def faults(figure: Any) -> list[str]:
    """Return a sentence for each text of a figure that is cut, tiny or on another."""
    shown = figure.canvas
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    figure.set_canvas(shown)
    renderer = canvas.get_renderer()
    outside = {text for axes in figure.axes for text in _not_drawn(axes)}
    texts = {
        text: text.get_window_extent(renderer)
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text not in outside
    }
    found = []
    width, height = figure.bbox.size
    for text, box in texts.items():
        if min(box.x0, box.y0) < -1 or box.x1 > width + 1 or box.y1 > height + 1:
            found.append(f"{text.get_text()!r} is cut by the edge of the figure")
        pixels = text.get_fontsize() / 72 * figure.dpi * min(1, NARROW / width)
        if pixels < SMALLEST:
            found.append(f"{text.get_text()!r} is {pixels:.1f} pixels high in a narrow window")
    for (one, box), (other, below) in combinations(texts.items(), 2):
        across = min(box.x1, below.x1) - max(box.x0, below.x0)
        if across > 1 and min(box.y1, below.y1) - max(box.y0, below.y0) > 2:
            found.append(f"{one.get_text()!r} lies on {other.get_text()!r}")
    return found


def covered(figure: Any) -> list[str]:
    """Return a sentence for each line of a figure, drawn before, with points below a legend."""
    return [
        f"the legend of {axes.get_title()!r} lies on {line.get_label()!r}"
        for axes in figure.axes
        for legend in [axes.get_legend()]
        if legend is not None
        for line in axes.lines
        if line.get_transform() == axes.transData
        for points in [axes.transData.transform(line.get_xydata())]
        if any(legend.get_window_extent().contains(*p) and axes.bbox.contains(*p) for p in points)
    ]


def _not_drawn(axes: Any) -> list[Text]:
    """Return texts of the axes that exist and are not drawn: ticks outside of the limits."""
    if not axes.axison:
        return [text for axis in (axes.xaxis, axes.yaxis) for text in axis.findobj(Text)]
    return [
        text
        for axis in (axes.xaxis, axes.yaxis)
        for drawn in [set(axis._update_ticks())]
        for tick in (*axis.majorTicks, *axis.minorTicks)
        if tick not in drawn
        for text in (tick.label1, tick.label2)
    ]
