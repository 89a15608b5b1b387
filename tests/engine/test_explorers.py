"""Every explorer: each control that moves brings another picture, and none an error or a lie."""

import base64
import html
import importlib
import io
import re
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

import course_lib
from course_lib.explorer import explore, slider
from course_lib.explorer.frame import Frame
from course_lib.lessons.batchnorm.explorers import statistics
from course_lib.lessons.optimizers.explorers import descent
from course_lib.lessons.preprocessing.explorers import valley
from course_lib.lessons.since.explorers import rate
from course_lib.lessons.tuning.explorers import net_health
from course_lib.plots import png, use_style
from tests.figures import covered, faults

LESSONS = Path(course_lib.__file__).parent / "lessons"
EXPLORERS = sorted(p for p in LESSONS.glob("*/explorers/*.py") if p.stem != "__init__")
ARGUMENTS = {  # the student's condition number, the student's sharpness
    "valley": (lambda x: 2.0,),
    "rate": (lambda gradient, w, v, rounds: (float(np.linalg.norm(gradient(w))), v),),
}


@pytest.fixture
def shown(monkeypatch):
    """Return the list of what a cell displays."""
    displayed = []
    monkeypatch.setattr("IPython.display.display", displayed.append)
    return displayed


def parts(box):
    """Return the controls of an explorer and its picture."""
    *rows, picture, _ = box.children
    return [control for row in rows for control in row.children], picture


def pixels_of(picture):
    """Return what a picture shows; it has words for those who cannot see it."""
    found = re.match(r'<img alt="([^"]{20,})" src="data:image/png;base64,([^"]+)"', picture.value)
    assert found, picture.value[:200]
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(found[2]))))


def other_value(control):
    """Return a value that the control does not have."""
    if hasattr(control, "options"):
        return next(option for option in reversed(control.options) if option != control.value)
    if isinstance(control.value, bool):
        return not control.value
    return next(value for value in (control.max, control.min) if value != control.value)


@pytest.fixture
def styled():
    """Draw as notebooks do."""
    with matplotlib.rc_context():
        use_style()
        yield


EACH = pytest.mark.parametrize("path", EXPLORERS, ids=lambda p: f"{p.parts[-3]}-{p.stem}")


def figure_and_parts(path, shown, monkeypatch):
    """Start an explorer; return its figure, its controls and its picture."""
    figures = []
    start = Frame.__init__
    monkeypatch.setattr(Frame, "__init__", lambda f, g: (figures.append(g), start(f, g))[1])
    module = importlib.import_module(f"course_lib.lessons.{path.parts[-3]}.explorers.{path.stem}")
    module.explorer(*ARGUMENTS.get(path.stem, ()))
    return figures[0], *parts(shown[0])


def at_rest(figure):
    """Make a figure one that matplotlib draws as a whole."""
    for artist in figure.findobj():
        artist.set_animated(False)


def test_a_label_that_is_cut_or_covered_is_found():
    figure = Figure()
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], "o", label="points")
    axes.set_title("a title " * 30)
    axes.text(0.4, 0.5, "one"), axes.text(0.41, 0.5, "two", fontsize=4)
    axes.legend(loc="lower left")
    said = " ".join(faults(figure))
    assert "is cut" in said and "'one' lies on 'two'" in said
    assert "pixels high" in said
    assert any("lies on 'points'" in sentence for sentence in covered(figure))


@EACH
def test_every_control_moves_and_the_picture_is_whole(path, shown, monkeypatch, styled):
    """What is drawn on a stored ground is what matplotlib would draw as a whole."""
    figure, controls, picture = figure_and_parts(path, shown, monkeypatch)
    # Nothing moved yet: all of it is drawn.
    assert not any(artist.get_animated() for artist in figure.findobj())
    assert faults(figure) + covered(figure) == []
    for control in controls:
        if type(control).__name__ == "Play":
            continue
        assert control.description
        before = picture.value
        control.value = other_value(control)
        if control.layout.display != "none" and not getattr(control, "disabled", False):
            assert picture.value != before, control.description
    blitted = pixels_of(picture).astype(int)
    at_rest(figure)
    whole = np.asarray(Image.open(io.BytesIO(png(figure)))).astype(int)
    # What moves lies on top, so legends and frames may be crossed by it.
    assert (np.abs(blitted - whole).max(axis=2) > 60).mean() < 0.01
    assert faults(figure) == []


def test_one_picture_for_a_move_that_moves_others(shown):
    left, right = slider("left", 1, 0, 9), slider("right", 1, 0, 9)
    figure, drawn = Figure(), []

    def update():
        right.value = left.value
        drawn.append((left.value, right.value))
        figure.suptitle(str(drawn[-1]))

    explore(figure, update, [left, right])
    left.value = 5
    assert drawn == [(1, 1), (5, 5)]


def test_only_what_changed_is_drawn(monkeypatch):
    figure = Figure()
    axes = figure.subplots()
    (line,) = axes.plot([0, 1], [0, 1])
    frame = Frame(figure)
    whole = []
    draw = frame.canvas.draw
    monkeypatch.setattr(frame.canvas, "draw", lambda: (whole.append(1), draw())[1])
    frame.pixels()
    for height in (0.2, 0.4, 0.6):
        line.set_ydata([0, height])
        frame.pixels()
    assert len(whole) == 2, "the first picture, and the ground without the line"
    before = frame.pixels().copy()
    axes.set_ylim(-1, 2)
    after = frame.pixels()
    assert len(whole) == 2 and (after != before).any()
    line.set_animated(False)
    assert (after == Frame(figure).pixels()).all(), "a panel by itself is as good as the whole"


def raises(*args, **options):
    raise ValueError("as it should <b>")


def unwritten(*args, **options):
    raise NotImplementedError


def nothing(*args, **options):
    return None


def too_wide(x, *args, **options):
    return np.zeros((3, 5, 7)), np.zeros((2, 9))


FAILS = (raises, unwritten, nothing, too_wide)


def start_valley(function, calls):
    valley.explorer(lambda x: 2.0 if calls.pop() else function(x))
    return "log10 of the scale"


def start_statistics(function, calls):
    from course_lib.engine.normalization import batchnorm_forward

    statistics.explorer(lambda *a, **o: (batchnorm_forward if calls.pop() else function)(*a, **o))
    return "shift"


def start_descent(function, calls):
    descent.explorer({"momentum": function})
    return "optimizer"


def start_rate(function, calls):
    one = (1.0, np.ones(3466))
    rate.explorer(lambda *a: one if calls.pop() else function(*a))
    return "net"


def start_net_health(function, calls):
    net_health.explorer(lambda *a: "ok" if calls.pop() else function(*a))
    return "L2"


class Calls:
    """The first picture works, then that of each function does not."""

    function = None

    def pop(self):
        return self.function is None

    def __call__(self, *args, **options):
        return self.function(*args, **options)


@pytest.mark.parametrize("start", [start_valley, start_statistics, start_descent, start_rate])
def test_a_function_that_fails_shows_no_picture(start, shown):
    calls = Calls()
    name = start(calls, calls)
    controls, picture = parts(shown[0])
    before = pixels_of(picture)
    (control,) = (c for c in controls if c.description == name)
    for function in FAILS:
        calls.function = function
        control.value = "momentum" if name == "optimizer" else control.max
        assert "<img" not in picture.value and 'role="alert"' in picture.value
        said = html.unescape(picture.value)
        if function is raises:
            assert "`raises` raised ValueError: as it should <b>" in said
            assert 'raise ValueError("as it should <b>")' in said and "line " in said
            assert "&lt;b&gt;" in picture.value
        elif function is unwritten:
            assert "`unwritten` is not written yet" in said
        else:
            assert "returned what cannot be drawn" in said
        calls.function = None
        control.value = "sgd" if name == "optimizer" else control.min
        assert pixels_of(picture).shape == before.shape, "and the next picture is there again"


def test_a_diagnosis_is_shown_as_it_is(shown):
    calls = Calls()
    name = start_net_health(calls, calls)
    controls, picture = parts(shown[0])
    (control,) = (c for c in controls if c.description == name)
    for function in FAILS:
        calls.function = function
        control.value = control.options[-1]
        said = html.unescape(picture.value)
        assert "says: ok" not in said
        assert ("<img" in said) == (function is not raises)
        calls.function = None
        control.value = control.options[0]
        assert "<img" in picture.value and "says: ok" in html.unescape(picture.value)


def test_names_are_not_cut_and_controls_stand_in_a_grid(shown):
    descent.explorer()
    controls, _ = parts(shown[0])
    widths = {c.style.description_width for c in controls if c.description}
    assert len(widths) == 1
    assert float(widths.pop()[:-2]) > 0.5 * max(len(c.description) for c in controls)
