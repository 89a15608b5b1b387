"""A class: what becomes of each student, on nbgrader's gradebook, and what stays."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tiny_course import RIGHT, TINY, put, write_all
from traitlets.config import Config
from typer.testing import CliRunner

from autograder.building import converter
from autograder.commands import register
from autograder.course import Course
from autograder.grading import again as again_module
from autograder.grading import call as call_module
from autograder.grading import gradebook
from autograder.grading.grade import Choice, grade_assignments
from autograder.grading.receipt import Receipt, write_receipt
from autograder.grading.rows import Row, class_rows, summary
from autograder.running.execute import Limits
from course_lib.student.cli import app

register(app)
Handed = Callable[..., dict[str, Any]]
ROSTER = 'id,name,section\nana,"Alpha, A",1\nbo,B Beta,2\ncy,C Gamma,2\ndee,D Delta,1\n'


def fill(course: Course, handed: Handed) -> None:
    """Let a class hand in: ana right, bo blank, cy broken, dee absent, two more on no roster."""
    (course.root / "students.csv").write_text(ROSTER)
    put(course, "ana", handed(RIGHT))
    put(course, "bo", handed())
    put(course, "cy", b'{"cells": [')
    put(course, "eve", handed({**RIGHT, "halve": "import os\nos._exit(1)"}))
    old = handed(RIGHT, drop=("test_double", "explain_halve"))
    old["metadata"]["course"]["release"] = "0123456789ab"
    put(course, "fay", old)


@pytest.fixture
def klass(class_course: Course, handed: Handed) -> Course:
    fill(class_course, handed)
    return class_course


@pytest.fixture(scope="module")
def graded_once(shared_course: Course, handed: Handed) -> Path:
    fill(shared_course, handed)
    rows_of(shared_course)
    return shared_course.root


@pytest.fixture
def graded(graded_once: Path, copy_of: Callable[[Path], Course]) -> Course:
    """The same class, after it was graded."""
    return copy_of(graded_once)


def rows_of(course: Course, again: bool = False, patience: float = 3.0) -> dict[str, Row]:
    limits = Limits(cell=5, patience=patience)
    rows = grade_assignments(course, [TINY], limits, choice=Choice(again))[TINY]
    return {row.student: row for row in rows}


def test_zero_failed_and_missing_are_three_things(klass: Course) -> None:
    rows = rows_of(klass)
    seen = {name: (row.state, row.score, row.total) for name, row in rows.items()}
    assert seen == {
        "ana": ("graded", 20.0, 20.0),
        "bo": ("graded", 0.0, 0.0),
        "cy": ("failed", None, None),
        "dee": ("missing", None, None),
        "eve": ("graded", 8.0, 8.0),
        "fay": ("graded", 20.0, 20.0),
    }
    assert {(row.max, row.hand_max) for row in rows.values()} == {(20.0, 5.0)}
    assert rows["cy"].reason == "the file is not a notebook: no JSON (line 1)"
    assert (rows["ana"].name, rows["ana"].section) == ("Alpha, A", "1")
    assert rows["fay"].notes[0].startswith("made from an older release (0123456789ab)")
    assert rows["fay"].notes[1] == "cells that are missing in it: test_double, explain_halve"
    totals = summary({TINY: list(rows.values())})
    assert totals["students"] == 6
    assert (totals["graded"], totals["failed"], totals["missing"]) == (4, 1, 1)
    assert totals["scores"][TINY]["cy"]["score"] is None
    assert totals["scores"][TINY]["bo"]["score"] == 0.0


def test_commands_tell_the_three_apart(klass: Course) -> None:
    run = CliRunner()
    done = run.invoke(app, ["grade", "90", "--json"])
    assert done.exit_code == 1, "a submission failed"
    scores = json.loads(done.stdout)["scores"][TINY]
    assert {k: v["state"] for k, v in scores.items() if v["score"] is None} == {
        "cy": "failed",
        "dee": "missing",
    }
    table = run.invoke(app, ["grade", "90"]).stdout
    assert "4 graded, 1 failed, 1 missing" in table
    assert run.invoke(app, ["export"]).exit_code == 0
    with (klass.grading / "grades.csv").open(newline="") as file:
        lines = {line["id"]: line for line in csv.DictReader(file)}
    assert [lines[s]["by_tests"] for s in ("ana", "bo", "cy", "dee")] == ["20", "0", "", ""]
    assert [lines[s]["state"] for s in ("bo", "cy", "dee")] == ["graded", "failed", "missing"]
    assert lines["ana"]["name"] == "Alpha, A"
    assert lines["ana"]["section"] == "1"
    (klass.submitted(TINY)["cy"]).unlink()
    (klass.step("submitted", TINY, "cy")).rmdir()
    assert run.invoke(app, ["grade", "90"]).exit_code == 0, "a missing one is no failure"


def test_grading_twice_is_identical_and_hand_given_points_stay(graded: Course) -> None:
    first = {row.student: row for row in class_rows(graded, TINY)}
    files = {p: p.read_bytes() for p in graded.grading.glob("autograded/*/*/*.ipynb")}
    assert len(files) == 4
    assert rows_of(graded, again=True) == first
    assert {p: p.read_bytes() for p in files} == files
    with gradebook.open_gradebook(graded) as book:
        book.find_grade("explain_halve", TINY, TINY, "ana").manual_score = 4.0
        book.find_grade("test_double", TINY, TINY, "bo").manual_score = 3.0
        book.find_comment("explain_halve", TINY, TINY, "ana").manual_comment = "Well seen."
        book.db.commit()
    again = rows_of(graded, again=True)
    assert (again["ana"].score, again["ana"].hand, again["ana"].total) == (20.0, 4.0, 24.0)
    assert (again["bo"].score, again["bo"].total) == (3.0, 3.0)
    with gradebook.open_gradebook(graded) as book:
        comment = book.find_comment("explain_halve", TINY, TINY, "ana")
        assert comment.manual_comment == "Well seen."


def test_what_a_human_marks_is_shown_with_the_results(klass: Course, handed: Handed) -> None:
    notebook = handed({**RIGHT, "double": "def double(x):\n    return x * nothing"})
    notebook["cells"].append(
        {
            "cell_type": "code",
            "id": "own",
            "source": "print('my curve')\n1 / 0",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
        }
    )
    put(klass, "ana", notebook)
    rows = rows_of(klass)
    assert rows["ana"].to_mark == 2
    graded = json.loads((klass.step("autograded", TINY, "ana") / f"{TINY}.ipynb").read_text())
    cells = {c["id"]: c for c in graded["cells"]}
    assert "".join(cells["explain_halve"]["source"]) == RIGHT["explain_halve"]
    assert "HIDDEN TESTS" in "".join(cells["test_double"]["source"])
    outputs = cells["test_double"]["outputs"]
    assert "".join(outputs[0]["text"]).startswith("No points by this test: NameError")
    assert outputs[-1]["data"]["text/plain"] == "0.0"
    own = graded["cells"][-1]["outputs"]
    assert own[0]["text"] == "my curve\n"
    assert (own[1]["ename"], own[1]["traceback"][0]) == ("ZeroDivisionError", "line 2: 1 / 0")
    old = json.loads((klass.step("autograded", TINY, "fay") / f"{TINY}.ipynb").read_text())
    assert "made from an older release" in "".join(old["cells"][0]["source"])


def test_the_graders_own_failure_costs_one_submission(
    klass: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = call_module.write_job

    def write(job: Any) -> str:
        return "no job" if job.submission.answers["halve"] == RIGHT["halve"] else really(job)

    monkeypatch.setattr(call_module, "write_job", write)
    rows = rows_of(klass)
    assert rows["ana"].state == "failed"
    assert "the grader itself failed, twice: JSONDecodeError" in rows["ana"].reason
    assert rows["eve"].score == 8.0


@pytest.mark.sandbox
def test_who_waited_for_the_processor_is_run_again_alone(klass: Course) -> None:
    """By the wall nobody has the time to start; alone, ana has, and the row says so."""
    rows = rows_of(klass, patience=0.0)
    assert rows["ana"].score == 20.0 and rows["bo"].score == 0.0
    assert again_module.AGAIN in rows["ana"].notes and rows["cy"].notes == ()


@pytest.mark.parametrize("patience", [60.0, 0.1])
def test_a_gradebook_that_somebody_else_writes(
    graded: Course, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    """It is waited for; who loses patience says what to do, and costs no other submission."""
    other = sqlite3.connect(graded.grading / "gradebook.db", check_same_thread=False)
    project = gradebook.project

    def locked(*args: Any) -> str:
        if args[3] != "ana":
            return project(*args)
        other.execute("BEGIN EXCLUSIVE")
        waiting = threading.Timer(1.0, other.rollback)
        if patience > 1:
            waiting.start()
        problem = project(*args)
        other.rollback()
        return problem

    monkeypatch.setattr(gradebook, "PATIENCE", patience)
    monkeypatch.setattr(gradebook, "project", locked)
    rows = rows_of(graded, again=True)
    assert rows["eve"].score == 8.0 and rows["fay"].score == 20.0
    if patience > 1:
        assert rows["ana"].score == 20.0
        return
    reason = "the gradebook was not written: database is locked; grade again"
    assert (rows["ana"].score, rows["ana"].reason) == (None, reason)
    monkeypatch.setattr(gradebook, "project", project)
    assert rows_of(graded)["ana"].score == 20.0, "what is in the journal is not run again"


def test_a_link_to_another_submission_is_refused(klass: Course) -> None:
    path = klass.submitted(TINY)["bo"]
    path.unlink()
    os.symlink(klass.submitted(TINY)["ana"], path)
    row = rows_of(klass)["bo"]
    assert (row.state, row.reason) == ("failed", "the file is a link to another one")
    printed = CliRunner().invoke(app, ["similar", "90"]).stdout
    assert "of 3 submissions" in printed, "ana, eve and fay are compared, the link is not"


def test_the_time_that_counts_is_in_every_table(klass: Course) -> None:
    """Without one nothing is late, whatever the gradebook knew of an earlier file."""
    receipt = Receipt(time="2024-03-01 10:00:00 UTC", source="archive", late=True)
    write_receipt(klass, TINY, "ana", receipt)
    due = datetime(2024, 2, 1)
    with gradebook.open_gradebook(klass) as book:
        book.update_or_create_assignment(TINY, duedate=due)
    rows = rows_of(klass)
    assert (rows["ana"].time, rows["ana"].time_source) == (receipt.time, "archive")
    assert "late, says the platform" in rows["ana"].notes
    assert (rows["bo"].time, rows["bo"].time_source) == ("", "none")
    assert summary({TINY: [rows["ana"]]})["scores"][TINY]["ana"]["time"] == receipt.time
    assert _late(klass, "ana") > 0 and _late(klass, "bo") == 0
    table = CliRunner().invoke(app, ["grade", "90"], env={"COLUMNS": "300"}).stdout
    assert receipt.time in table and "time unknown" in table
    CliRunner().invoke(app, ["export", "90"])
    with (klass.grading / "grades.csv").open(newline="") as file:
        lines = {line["id"]: line for line in csv.DictReader(file)}
    assert (lines["ana"]["handed_in"], lines["ana"]["time_source"]) == (receipt.time, "archive")
    assert lines["bo"]["handed_in"] == ""
    write_receipt(klass, TINY, "ana", Receipt())
    rows_of(klass)
    assert _late(klass, "ana") == 0
    assert not (klass.step("autograded", TINY, "ana") / "timestamp.txt").exists()


def _late(course: Course, student: str) -> float:
    with gradebook.open_gradebook(course) as book:
        late: float = book.find_submission(TINY, student).total_seconds_late
        return late


def test_what_was_handed_in_since_is_new(graded: Course, handed: Handed) -> None:
    put(graded, "ana", handed())
    put(graded, "gil", handed())
    rows = {row.student: row for row in class_rows(graded, TINY)}
    assert (rows["ana"].state, rows["ana"].score) == ("new", None)
    assert rows["ana"].reason == "handed in again since it was graded"
    assert (rows["gil"].state, rows["gil"].reason) == ("new", "not graded yet")


def test_plain_nbgrader_and_formgrader_give_the_same_marks(graded: Course) -> None:
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    ours = {r.student: r for r in class_rows(graded, TINY) if r.state == "graded"}
    for student in ours:
        (graded.grading / "results" / TINY / f"{student}.json").unlink()
    by_hand = subprocess.run(
        ["nbgrader", "autograde", TINY, "--force", "--student=*"],
        cwd=graded.root,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": f"{Path(os.sys.executable).parent}:{os.environ['PATH']}"},
    )
    assert "not a notebook: no JSON" in by_hand.stderr
    assert {r.student: r for r in class_rows(graded, TINY) if r.state == "graded"} == ours
    config = Config()
    converter.configure(config, graded.root)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    done = api.autograde(TINY, "eve")
    assert done["success"], done
    assert {r.student: r for r in class_rows(graded, TINY)}["eve"] == ours["eve"]


def test_formgrader_s_button_grades_what_was_collected(
    course: Course, handed: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    (course.root / "students.csv").write_text(ROSTER)
    write_all(tmp_path / "up", {f"ana/{TINY}.ipynb": json.dumps(handed(RIGHT)).encode()})
    monkeypatch.chdir(course.root)
    done = CliRunner().invoke(app, ["collect", str(tmp_path / "up")])
    assert done.exit_code == 0, done.output
    config = Config()
    converter.configure(config, course.root)
    pressed = NbGraderAPI(CourseDirectory(config=config), config=config).autograde(TINY, "ana")
    assert pressed["success"], pressed
    row = next(row for row in class_rows(course, TINY) if row.student == "ana")
    assert (row.state, row.score) == ("graded", 20)


def test_feedback_hides_what_only_the_instructor_knows(graded: Course, graded_once: Path) -> None:
    with gradebook.open_gradebook(graded) as book:
        book.find_comment("explain_halve", TINY, TINY, "ana").manual_comment = "Well seen."
        book.db.commit()
    done = CliRunner().invoke(app, ["feedback", "90"])
    assert done.exit_code == 0, done.output
    pages = {p.parts[-3]: p.read_text() for p in graded.grading.glob("feedback/*/*/*.html")}
    assert sorted(pages) == ["ana", "bo", "eve", "fay"]
    for page in pages.values():
        for secret in ("HIDDEN", "4.0]]", "-8.0", "MARK SCHEME", "labelled axes", "exponent"):
            assert secret not in page
        assert str(graded.root) not in page and str(graded_once) not in page
    assert "the cell ended the process that ran it" in pages["eve"]
    first = {name: page.partition('id="notebook-container"')[0] for name, page in pages.items()}
    assert "20 of 25 points" in first["ana"]
    assert "Well seen." in first["ana"]
    assert "to be read of 5" in first["ana"]
    assert "not written yet" in first["bo"] or "0 of 8" in first["bo"]
    assert "double: B" not in first["ana"] and "double: A" in first["ana"]


@pytest.mark.parametrize("error", [RecursionError, MemoryError, SystemExit])
def test_one_student_stops_neither_feedback_nor_export(
    graded: Course, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    from nbgrader.converters import GenerateFeedback

    start = GenerateFeedback.start

    def fails(self: GenerateFeedback) -> None:
        if self.coursedir.student_id == "bo":
            raise error("of the test")
        start(self)

    monkeypatch.setattr(GenerateFeedback, "start", fails)
    done = CliRunner().invoke(app, ["feedback", "90"])
    assert done.exit_code == 1
    assert f"No page for bo: {error.__name__}" in done.stderr
    assert sorted(p.parts[-3] for p in graded.grading.glob("feedback/*/*/*.html")) == [
        "ana",
        "eve",
        "fay",
    ]
    put(graded, "bo", b"[" * 100_000)
    assert CliRunner().invoke(app, ["export", "90"]).exit_code == 0
    with (graded.grading / "grades.csv").open(newline="") as file:
        assert {line["id"]: line["state"] for line in csv.DictReader(file)}["eve"] == "graded"


def test_feedback_needs_a_grade(class_course: Course) -> None:
    done = CliRunner().invoke(app, ["feedback", "90"])
    assert done.exit_code == 1
    assert "Grade first: `course grade 90`" in done.stderr


def test_nobody_handed_in(class_course: Course) -> None:
    done = CliRunner().invoke(app, ["grade", "90"])
    assert done.exit_code == 1
    assert "Collect the files first" in done.stderr
    assert "Collect the files" in CliRunner().invoke(app, ["export"]).stderr


def test_the_only_notebook_of_a_folder_is_taken_with_a_remark(
    class_course: Course, handed: Handed
) -> None:
    path = put(class_course, "ana", handed(RIGHT))
    path.rename(path.with_name(f"{TINY} (1).ipynb"))
    (row,) = grade_assignments(class_course, [TINY])[TINY]
    assert (row.state, row.score) == ("graded", 20.0)
    assert f"the file is named '{TINY} (1).ipynb'" in row.notes
