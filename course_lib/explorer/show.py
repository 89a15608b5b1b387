"""Show controls above a picture that follows them, never the picture of something else."""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_lib.explorer.controls import line_up
from course_lib.explorer.frame import Frame
from course_lib.explorer.mistakes import mistake
from course_lib.plots import described, encoded

if TYPE_CHECKING:
    from matplotlib.figure import Figure

GO_ON = "If the picture does not follow the controls any more, run this cell again."
# Without its kernel JupyterLab puts a broken chain beside every part; the sentence is enough.
HIDDEN = "<style>.jupyter-widgets-disconnected::before { display: none !important }</style>"


def explore(
    figure: Figure,
    update: Callable[[], None],
    *rows: Sequence[Any],
    yours: Callable[[], str] = lambda: "",
) -> None:
    """Show rows of controls above ``figure``; ``update`` draws on it what they say.

    ``update`` may move controls itself: one picture follows.

    Where ``update`` fails, a sentence stands in the place of the picture. ``yours`` returns the
    name of the student's function that is in use, for that sentence.
    """
    import ipywidgets as widgets
    from IPython.display import display

    frame = Frame(figure)
    picture = widgets.HTML()
    controls = [control for row in rows for control in row]
    line_up(controls)

    at_work = False

    def move(change: Any = None) -> None:
        nonlocal at_work
        if at_work:  # ``update`` moved another control
            return
        at_work = True
        try:
            update()
            picture.value = _image(encoded(frame.pixels()), described(figure))
        except Exception as error:
            picture.value = _sentence(mistake(error, yours()), figure)
        finally:
            at_work = False

    for control in controls:
        if not isinstance(control, widgets.Play):  # which only moves a slider beside it
            control.observe(move, "value")
    move()
    below = widgets.HTML(f'{HIDDEN}<span style="font-size: smaller">{GO_ON}</span>')
    # In a narrow window a row goes on below: squeezed, a slider would be a knob without a way.
    lines = [widgets.HBox(row, layout={"flex_flow": "row wrap"}) for row in rows]
    display(widgets.VBox([*lines, picture, below]))  # type: ignore[no-untyped-call]


def _image(png: bytes, text: str) -> str:
    """Return a picture as HTML: a widget for images would have no text for who cannot see it."""
    data = base64.b64encode(png).decode()
    return (
        f'<img alt="{html.escape(text)}" src="data:image/png;base64,{data}" '
        f'style="max-width: 100%; height: auto" onload="{html.escape(_names())}">'
    )


def _sentence(text: str, figure: Figure) -> str:
    width, height = (figure.dpi * inches for inches in figure.get_size_inches())
    style = (
        f"width: {width:.0f}px; max-width: 95%; height: {height:.0f}px; border: 2px solid #D55E00; "
        "padding: 2em; box-sizing: border-box; white-space: pre-wrap; line-height: 1.5"
    )
    return f'<div role="alert" style="{style}">{html.escape(text)}</div>'


@cache
def _names() -> str:
    """Return what gives the controls around a picture their names; ipywidgets cannot."""
    return Path(__file__).with_name("names.js").read_text(encoding="utf-8")
