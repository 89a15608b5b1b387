"""Predictions: which letters exist, what is shown before and after one, when a verdict waits."""

from __future__ import annotations

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from matplotlib.figure import Figure

from course_lib.checking.core import CHECKED
from course_lib.findings import Finding
from course_lib.notebook import Prediction, needs, predict
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


def test_the_verdict_waits_for_a_function_whose_check_fails(shell, monkeypatch):
    monkeypatch.setitem(CHECKED, "momentum", False)
    prediction = predict("A")
    with needs("momentum"):
        page, _ = run(prediction)
    assert "waits until the check of your <code>momentum</code> holds" in page
    assert "factor" not in page
    monkeypatch.setitem(CHECKED, "momentum", True)
    with needs("momentum"):
        page, _ = run(prediction)
    assert "You predicted A, the run says B." in page


def test_a_missing_function_ends_the_experiment(shell):
    with capture_output() as seen, needs("momentum"), predict("A"):
        raise NotImplementedError
    assert "This experiment needs your `momentum`" in seen.stdout
