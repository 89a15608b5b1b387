"""What every explorer ends in: controls, and a picture that follows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from course_lib.plots import png

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def show_controls(figure: Figure, redraw: Callable[[], None], *rows: Sequence[Any]) -> None:
    """Show rows of controls above ``figure``; ``redraw`` draws on it when one of them moves."""
    import ipywidgets as widgets
    from IPython.display import display

    image = widgets.Image(value=png(figure), format="png")

    def move(change: Any) -> None:
        redraw()
        image.value = png(figure)

    for row in rows:
        for control in row:
            control.observe(move, "value")
    display(widgets.VBox([*map(widgets.HBox, rows), image]))  # type: ignore[no-untyped-call]
