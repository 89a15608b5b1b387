"""One look for every figure of the course.

The palette is Okabe and Ito's, which people with colour-blindness can tell apart. Figures have an
opaque white background, so that they read the same in JupyterLab's dark theme.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999999")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")


def use_style() -> None:
    """Set the style of all figures that matplotlib draws from now on."""
    import matplotlib as mpl
    from cycler import cycler

    mpl.rcParams.update(
        {
            "axes.prop_cycle": cycler(color=PALETTE),
            "axes.facecolor": "white",
            "figure.facecolor": "white",
            "savefig.facecolor": "white",
            "axes.grid": True,
            "grid.alpha": 0.3,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.titlesize": 11,
            "legend.frameon": False,
            "figure.dpi": 96,
            "image.cmap": "viridis",
        }
    )


def label(axes: Axes, title: str, x: str, y: str, legend: bool = True) -> None:
    """Give ``axes`` its title, the labels of both axes with their units, and a legend."""
    axes.set_title(title)
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    if legend and axes.get_legend_handles_labels()[1]:
        axes.legend()


def mean_band(axes: Axes, x: Any, runs: Any, name: str, index: int) -> None:
    """Draw the mean over seeds of ``runs`` (seeds, points) with a band of one standard deviation.

    ``index`` chooses the colour and the marker, so that curves differ in more than colour.
    """
    runs = np.asarray(runs, dtype=float)
    mean, deviation = runs.mean(axis=0), runs.std(axis=0, ddof=1)
    colour = PALETTE[index % len(PALETTE)]
    every = max(1, len(mean) // 8)
    axes.plot(
        x, mean, color=colour, marker=MARKERS[index % len(MARKERS)], markevery=every, label=name
    )
    axes.fill_between(x, mean - deviation, mean + deviation, color=colour, alpha=0.2, linewidth=0)


def mean_bars(axes: Axes, names: list[str], runs: Any) -> None:
    """Draw one bar a name: the mean of ``runs`` (names, seeds), its standard error as a whisker."""
    runs = np.asarray(runs, dtype=float)
    error = runs.std(axis=1, ddof=1) / np.sqrt(runs.shape[1])
    colours = [PALETTE[i % len(PALETTE)] for i in range(len(names))]
    axes.bar(range(len(names)), runs.mean(axis=1), yerr=error, capsize=4, color=colours)
    axes.set_xticks(range(len(names)), names)


def png(figure: Figure) -> bytes:
    """Return ``figure`` as the bytes of a PNG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    return encoded(np.asarray(canvas.buffer_rgba()))  # type: ignore[no-untyped-call]


def encoded(pixels: Any) -> bytes:
    """Return opaque pixels (height, width, 4) as a PNG, packed lightly.

    Pillow takes three times as long, most of it to try filters that flat colours do not need.
    """
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), np.uint8)  # a row begins with its filter: none
    for channel in range(3):
        rows[:, 1 + channel :: 3] = pixels[..., channel]
    parts = {
        b"IHDR": struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0),  # 8 bits each of 3 channels
        b"IDAT": zlib.compress(rows.tobytes(), 1),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts.items()
    )


def described(figure: Figure) -> str:
    """Return in words what a figure shows, for those who cannot see it: its titles and axes."""
    whole = [figure.get_suptitle()] if figure.get_suptitle() else []
    for number, axes in enumerate(figure.axes, 1):
        across, up = axes.get_xlabel(), axes.get_ylabel()
        what = f" ({up} against {across})" if across and up else ""
        whole.append(f"Panel {number}{what}: {axes.get_title() or 'no title'}")
    return ". ".join(" ".join(text.split()) for text in whole)


def set_limits(
    axes: Axes, x: tuple[float, float] | None = None, y: tuple[float, float] | None = None
) -> None:
    """Give ``axes`` other limits if they differ: an explorer then draws the whole panel anew."""
    if x is not None and x != axes.get_xlim():
        axes.set_xlim(x)
    if y is not None and y != axes.get_ylim():
        axes.set_ylim(y)


def freeze_layout(figure: Figure) -> None:
    """Lay the panels of an explorer out once: anew it would cost a third of every move.

    The names of the axes stay where they are too, else each drawing of a panel would measure all
    labels of its ticks.
    """
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:
        inside = axes.transAxes.inverted()
        _, height = inside.transform((0, axes.xaxis.label.get_position()[1]))
        left, _ = inside.transform((axes.yaxis.label.get_position()[0], 0))
        axes.xaxis.set_label_coords(0.5, height)
        axes.yaxis.set_label_coords(left, 0.5)


def show(figure: Figure) -> None:
    """Show ``figure`` below the cell, also one that pyplot does not know."""
    from IPython.display import Image, display

    display(Image(data=png(figure), alt=described(figure)))  # type: ignore[no-untyped-call]
