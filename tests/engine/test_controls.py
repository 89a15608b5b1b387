"""Every explorer: each control that moves brings another picture, and none an error."""

import importlib
from pathlib import Path

import pytest
from matplotlib.figure import Figure

import course_lib
from course_lib.controls import show_controls

LESSONS = Path(course_lib.__file__).parent / "lessons"
# Two have controls that hide or follow others; notebooks 00 and 05 test them.
APART = {"__init__", "activation", "descent"}
EXPLORERS = sorted(p for p in LESSONS.glob("*/explorers/*.py") if p.stem not in APART)
ARGUMENTS = {"valley": (lambda x: 2.0,)}  # the student's condition number


@pytest.fixture
def shown(monkeypatch):
    """Return the list of what a cell displays."""
    displayed = []
    monkeypatch.setattr("IPython.display.display", displayed.append)
    return displayed


def other_value(control):
    """Return a value that the control does not have."""
    if hasattr(control, "options"):
        return next(option for option in reversed(control.options) if option != control.value)
    if isinstance(control.value, bool):
        return not control.value
    return next(value for value in (control.max, control.min) if value != control.value)


def test_every_move_draws_once_and_shows_it(shown):
    import ipywidgets as widgets

    left, right, below = (widgets.IntSlider(value=1, max=9) for _ in range(3))
    figure, drawn = Figure(), []

    def redraw():
        drawn.append((left.value, right.value, below.value))
        figure.suptitle(str(drawn[-1]))

    show_controls(figure, redraw, [left, right], [below])
    above, under, image = shown[0].children
    assert (above.children, under.children) == ((left, right), (below,))
    assert drawn == []
    pictures = [bytes(image.value)]
    for slider in (left, right, below):
        slider.value = 5
        pictures.append(bytes(image.value))
    assert drawn == [(5, 1, 1), (5, 5, 1), (5, 5, 5)]
    assert len(set(pictures)) == 4
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


@pytest.mark.parametrize("path", EXPLORERS, ids=lambda p: f"{p.parts[-3]}-{p.stem}")
def test_every_control_of_every_explorer_moves(path, shown):
    module = importlib.import_module(f"course_lib.lessons.{path.parts[-3]}.explorers.{path.stem}")
    module.explorer(*ARGUMENTS.get(path.stem, ()))
    *rows, image = shown[0].children
    for control in (control for row in rows for control in row.children):
        before = bytes(image.value)
        control.value = other_value(control)
        assert bytes(image.value) != before, control.description
