"""``course bank`` as a contributor runs it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from autograder.commands import register
from autograder.proving import first_texts, page, prove, sentences
from course_lib.student.cli import app

register(app)


@pytest.fixture
def judged(proofs, monkeypatch):
    """Take the verdicts on the answers of 04 from its proof, which all tests share."""
    verdicts = {v.answer: v for v in proofs("04_dropout").verdicts}
    monkeypatch.setattr(
        prove, "judge_all", lambda items, workers, progress: [verdicts[one] for one in items]
    )


def course(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["bank", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_one_exercise_and_a_program_that_reads():
    code, out, _ = course("04/dropout", "--no-mutants", "--json")
    totals = json.loads(out)
    assert code == 0
    assert totals["exercises"] == 1 and totals["mutants"] == 0
    assert totals["wrong"] == totals["wrong_hinted"] > 20
    assert totals["failures"] == totals["lacking"] == totals["unused"] == totals["unshown"] == []


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["04", "--page", "--no-mutants"], "--page counts the mutants too"),
        (["04/dropout", "--page"], "--page counts whole notebooks"),
        (["04/dropout", "--texts"], "--texts writes whole notebooks"),
        (["77"], "There is no notebook '77'"),
        (["04", "00/gelu"], "There is no exercise 'gelu' in 00_warmup"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments, problem):
    before = page.PAGE.read_bytes()
    code, out, err = course(*arguments)
    assert code == 1 and out == "" and problem in err
    assert page.PAGE.read_bytes() == before


def test_sentences_without_an_answer_and_unused_folders_fail_nothing(monkeypatch):
    monkeypatch.setattr(prove, "unused", lambda reference, exercise: ["a folder"])
    silent = sentences.Unshown("checks/penalties.py", 7, "Nobody reads this.")
    monkeypatch.setattr(sentences, "unshown", lambda *_: [silent])
    code, out, _ = course("08/penalties", "--no-mutants")
    assert code == 0
    assert "Unused:\n  a folder" in out
    assert "Sentences that no answer shows:\n  checks/penalties.py:7: Nobody reads this." in out


def test_what_changed_in_the_texts_is_printed_line_by_line(judged, monkeypatch):
    monkeypatch.setattr(first_texts, "update", lambda *_: "--- kept\n+++ now\n+a \x1b[2J line")
    code, out, _ = course("04", "--texts", "--no-mutants")
    assert code == 0 and out.startswith("--- kept\n+++ now\n+a \\x1b[2J line\n")


def test_the_page_gets_the_rows_of_what_was_proven(judged, monkeypatch):
    written = {}
    monkeypatch.setattr(page, "update", lambda lines, known: written.update(lines))
    code, _, _ = course("04", "--page")
    assert code == 0 and set(written) == {"04_dropout"}
    assert page.totals_of(written["04_dropout"])["wrong_hinted"] > 100


def test_too_few_answers_are_a_failure_and_the_page_stays(judged, monkeypatch):
    written = {}
    monkeypatch.setattr(page, "update", lambda lines, known: written.update(lines))
    monkeypatch.setattr(prove, "FEWEST", 1000)
    code, out, _ = course("04", "--page")
    assert code == 1 and not written
    assert "04_dropout/answers/dropout has" in out
