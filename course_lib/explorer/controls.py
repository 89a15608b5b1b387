"""The controls of explorers, alike in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def slider(name: str, value: float, low: float, high: float, step: float = 1) -> Any:
    """Return a slider of whole numbers if ``value`` is one, else of numbers."""
    import ipywidgets as widgets

    kind = widgets.IntSlider if isinstance(value, int) else widgets.FloatSlider
    return kind(value=value, min=low, max=high, step=step, description=name)


def power(name: str, value: float, low: float, high: float, step: float, places: str) -> Any:
    """Return a slider from ``10**low`` to ``10**high``; ``places`` formats what it shows."""
    import ipywidgets as widgets

    options = {"min": low, "max": high, "step": step, "readout_format": places}
    return widgets.FloatLogSlider(value=value, description=name, **options)


def steps(name: str, values: Sequence[Any], value: Any) -> Any:
    """Return a slider that stops at ``values`` only."""
    import ipywidgets as widgets

    return widgets.SelectionSlider(options=values, value=value, description=name)


def choice(name: str, values: Sequence[Any]) -> Any:
    """Return a list to choose one of ``values`` from; it begins with the first."""
    import ipywidgets as widgets

    return widgets.Dropdown(options=values, description=name)


def switch(name: str) -> Any:
    """Return a box to tick, empty at first."""
    import ipywidgets as widgets

    return widgets.Checkbox(value=False, description=name, indent=False)


def line_up(controls: Iterable[Any]) -> None:
    """Give controls one width for their names, so that they stand in a grid and none is cut."""
    named = [c for c in controls if hasattr(c.style, "description_width")]
    width = 2 + 0.55 * max((len(c.description) for c in named), default=0)
    for control in named:
        control.style.description_width = f"{width:.1f}em"
        control.layout.width = f"{width + 17:.1f}em"
        control.layout.min_width = f"{width + 11.5:.1f}em"  # the slider itself keeps some way
