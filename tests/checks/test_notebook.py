"""Predictions: which letters exist, what is shown before and after one, when a verdict waits."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from matplotlib.figure import Figure

from autograder.building.cells import exercise_of
from autograder.building.source import read_source
from autograder.course import HOUSE, Course
from course_lib.checking import core
from course_lib.findings import Finding
from course_lib.notebook import GIVEN, Prediction, needs, predict
from course_lib.plots import label, show

SAID = Finding("It grows by the `factor` 3.", "B")


@pytest.mark.parametrize("letter", ["Z", "B) 3", "AB", 3])
def test_only_letters_that_exist_are_taken(letter, capsys):
    assert predict(letter).letter == ""
    assert "A, B or C" in capsys.readouterr().out or letter == 3


def test_a_letter_is_taken_in_any_case():
    assert predict(" b ").letter == "B"
    assert predict("D", "ABCD").letter == "D"


def test_a_run_cannot_say_what_was_not_offered():
    with pytest.raises(ValueError, match="answers are A, B, C"):
        predict("A").compare(Finding("", "D"))


@pytest.fixture
def shell():
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def run(prediction: Prediction) -> tuple[str, str]:
    """Return what a cell displays and prints."""
    with capture_output() as seen, prediction:
        print("row of a table")
        prediction.compare(SAID)
    return "".join(o.data.get("text/html", "") for o in seen.outputs), seen.stdout


def test_without_a_letter_all_lies_folded(shell):
    page, printed = run(predict(""))
    assert page.startswith("<details><summary")
    assert "Look without predicting" in page and "row of a table" in page
    assert "<code>factor</code>" in page and "The run says B" in page
    assert not printed


def test_a_folded_picture_keeps_its_words_and_a_folded_table_its_columns(shell):
    figure = Figure()
    label(figure.subplots(), "Loss <of> one net", "step", "loss (nats)")
    with capture_output() as seen, predict(""):
        show(figure)
        print("a row of many columns")
    page = seen.outputs[0].data["text/html"]
    assert 'alt="Panel 1 (loss (nats) against step): Loss &lt;of&gt; one net"' in page
    assert "max-width:100%" in page
    assert '<pre tabindex="0"' in page and "white-space:pre;overflow-x:auto" in page


def test_after_a_letter_it_opens_with_the_outcome(shell):
    page, printed = run(predict("A"))
    assert page.startswith("<p><b>You predicted A, the run says B.")
    assert "details" not in page and "<code>factor</code>" in page
    assert printed == "row of a table\n"


@pytest.fixture
def checks(monkeypatch):
    """Which checks have held, kept apart from those of other tests."""
    monkeypatch.setattr(core, "CHECKED", {})
    return core.CHECKED


def double(x):
    return 2 * x


def exercise_of_double() -> core.Exercise:
    exercise = core.Exercise("double", functions=("double",))

    @exercise.property("3 becomes 6", weight=1)
    def three_becomes_six(t, double):
        t.close("y", t.call(double, 3.0), 6.0, "It is not 6.")

    return exercise


@pytest.mark.parametrize("letter", ["A", ""])
def test_the_verdict_waits_until_the_check_has_held(shell, checks, letter):
    exercise = exercise_of_double()

    def verdict() -> str:
        with needs("double"):
            return run(predict(letter))[0].lower()

    waiting = "waits until the check of your <code>double</code> holds"
    assert waiting in verdict() and "factor" not in verdict()  # it never ran
    with core.shown_to(lambda report: None):
        exercise(abs)
        assert waiting in verdict() and "says b" not in verdict()
        exercise(double)
        assert waiting not in verdict() and "the run says b" in verdict()


def test_a_wrong_backward_pass_leaves_the_verdict_of_its_forward_pass_alone(checks):
    exercise = exercise_of_double()
    both = core.Exercise("back", functions=("double", "back"), forward=exercise)

    @both.property("never", weight=1)
    def never(t, double, back):
        t.require(False, "no")

    with core.shown_to(lambda report: None):
        exercise(double)
        both(double, abs)
    assert checks == {"double": True, "back": False}


def test_what_has_no_check_keeps_no_verdict_waiting(shell, checks):
    exercise_of_double()
    with needs("tested_by_plain_assertions"):
        page, _ = run(predict("A"))
    assert "You predicted A, the run says B." in page


@pytest.mark.parametrize(("first_line", "told"), [(GIVEN, True), ("# Mine.\n", False)])
def test_what_is_handed_out_solved_has_its_check_taken_out(shell, checks, first_line, told):
    exercise_of_double()
    shell.run_cell(f"{first_line}def double(x):\n    return 2 * x")
    with needs("double"):
        page, _ = run(predict("A"))
    assert ("the run says B" in page) == told


def test_every_verdict_of_the_course_comes_after_the_checks_that_it_waits_for():
    course = Course.at(HOUSE)
    count = 0
    for name in course.assignments:
        topic = import_module(f"course_lib.lessons.{name[3:]}.checks")
        known = {f for e in vars(topic).values() if isinstance(e, core.Exercise) for f in e.judged}
        checked: set[str] = set()
        for cell in read_source(course.source(name)).cells:
            if cell.cell_type != "code":
                continue
            if "points" in cell.metadata:
                exercise = getattr(topic, exercise_of(cell))
                checked |= set(exercise.judged)
            for functions in re.findall(r"needs\(([^)]*)\)", cell.source):
                if ".compare(" in cell.source:
                    waits = set(re.findall(r"\w+", functions)) & known
                    assert waits <= checked, f"{name}: {waits - checked} is checked too late"
                    count += bool(waits)
    assert count > 20


def test_a_missing_function_ends_the_experiment(shell):
    with capture_output() as seen, needs("momentum"), predict("A"):
        raise NotImplementedError
    said = [str(output.data) for output in seen.outputs]
    assert any("needs your <code>momentum</code>" in one for one in said)
    assert not any("`momentum`" in one.data["text/html"] for one in seen.outputs)


def test_an_experiment_that_goes_on_from_an_ended_one_ends_too():
    def second(*functions: str) -> None:
        with needs(*functions):
            made_by_the_first  # type: ignore[name-defined]  # noqa: B018, F821

    with pytest.raises(NameError):
        second("flip", "crop")
    with needs("flip"):
        raise NotImplementedError
    second("flip", "crop")
    with pytest.raises(NameError):
        second("crop")
    with needs("flip"):
        pass
    with pytest.raises(NameError):
        second("flip", "crop")
