"""What people gave by hand: it survives a regrade, a new gradebook and other cells."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tiny_course import RIGHT, TINY, put
from typer.testing import CliRunner

from autograder.commands import register
from autograder.course import Course
from autograder.grading import gradebook
from autograder.grading.grade import Choice, grade_assignments
from autograder.grading.history import read_changes
from autograder.grading.marks import copied_at, read_marks
from autograder.grading.rows import Row, class_rows
from autograder.grading.state import make_empty
from autograder.running.execute import Limits
from course_lib.student.cli import app
from tests.waiting import HANG

register(app)
Handed = Callable[..., dict[str, Any]]
OVERRIDDEN = "test_double overridden by hand: 3 instead of 8"
CHANGED = "explain_halve: the answer has changed since it was marked"


@pytest.fixture(scope="module")
def marked_once(shared_course: Course, handed: Handed) -> Path:
    """The essay of ana has 4 points, a comment and 0.5 more; of double somebody gave her 3 of 8."""
    put(shared_course, "ana", handed(RIGHT))
    grade(shared_course)
    mark(shared_course, "explain_halve", 4.0, extra_credit=0.5)
    mark(shared_course, "test_double", 3.0)
    with gradebook.open_gradebook(shared_course) as book:
        comment = book.find_comment("explain_halve", TINY, TINY, "ana")
        comment.manual_comment = "Well seen."
        book.db.commit()
    return shared_course.root


@pytest.fixture
def marked(marked_once: Path, copy_of: Callable[[Path], Course]) -> Course:
    return copy_of(marked_once)


def grade(course: Course, again: bool = False) -> Row:
    rows = grade_assignments(course, [TINY], Limits(HANG, HANG), choice=Choice(again))
    return {row.student: row for row in rows[TINY]}["ana"]


def mark(course: Course, cell: str, points: float | None, **more: Any) -> None:
    """Do what formgrader does."""
    with gradebook.open_gradebook(course) as book:
        one = book.find_grade(cell, TINY, TINY, "ana")
        one.manual_score = points
        for name, value in more.items():
            setattr(one, name, value)
        one.needs_manual_grade = one.manual_score is None and one.auto_score is None
        book.db.commit()


def points(row: Row) -> tuple[float | None, float | None, int]:
    """Return the points, and how many answers are to be marked beside the task, always open."""
    return row.score, row.hand, row.to_mark - 1


def comment(course: Course) -> str:
    with gradebook.open_gradebook(course) as book:
        text: str = book.find_comment("explain_halve", TINY, TINY, "ana").manual_comment
        return text


def test_a_regrade_leaves_marks_unless_the_answer_changed(marked: Course, handed: Handed) -> None:
    for _ in range(3):
        row = grade(marked, again=True)
        assert points(row) == (15.0, 4.5, 0) and OVERRIDDEN in row.notes
    put(marked, "ana", handed({**RIGHT, "explain_halve": "It halves."}))
    row = grade(marked)
    assert points(row) == (15.0, 4.5, 2) and CHANGED in row.notes
    assert points(grade(marked, again=True)) == (15.0, 4.5, 2), "still nobody has looked"
    mark(marked, "explain_halve", 4.0)
    mark(marked, "test_double", 3.0)
    row = grade(marked, again=True)
    assert points(row) == (15.0, 4.5, 0) and CHANGED not in row.notes


def broken(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20000])


def random_bytes(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def older(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("ALTER TABLE grade DROP COLUMN extra_credit")


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


FAULTS = {
    broken: "",
    random_bytes: "file is not a database",
    older: "its table grade has no column extra_credit",
    emptied: "it has no table",
}


@pytest.mark.parametrize("fault", [*FAULTS, gone])
def test_a_gradebook_is_made_anew(marked: Course, fault: Callable[[Path], None]) -> None:
    before = class_rows(marked, TINY)
    fault(marked.grading / "gradebook.db")
    run = CliRunner()
    if fault is not gone:
        for command in (["grade", "90"], ["export", "90"], ["feedback", "90"]):
            told = run.invoke(app, command)
            assert told.exit_code == 1 and "Traceback" not in told.output
            assert FAULTS[fault] in told.stderr and "`course rebuild` makes it anew" in told.stderr
            assert len(told.stderr.strip().splitlines()) == 1
    made = run.invoke(app, ["rebuild"])
    assert made.exit_code == 0, made.output
    assert "1 submissions and 2 marks by hand, as they were at 20" in made.stdout
    assert class_rows(marked, TINY) == before
    assert comment(marked) == "Well seen."
    assert bool(list(marked.grading.glob("gradebook-*.db"))) is (fault is not gone)


def test_a_locked_gradebook_is_told(marked: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradebook, "PATIENCE", 0.1)
    other = sqlite3.connect(marked.grading / "gradebook.db")
    other.execute("BEGIN EXCLUSIVE")
    for command in (["grade", "90"], ["rebuild"]):
        told = CliRunner().invoke(app, command)
        assert told.exit_code == 1 and "Another program has kept the gradebook" in told.stderr
    other.rollback()
    assert points(grade(marked)) == (15.0, 4.5, 0)


def test_a_mark_that_was_taken_back_does_not_return(marked: Course) -> None:
    assert not read_marks(marked, "ana")[TINY]["test_double"].withdrawn
    mark(marked, "test_double", None)
    assert points(grade(marked, again=True)) == (20.0, 4.5, 0)
    assert read_marks(marked, "ana")[TINY]["test_double"].withdrawn
    assert CliRunner().invoke(app, ["rebuild"]).exit_code == 0
    assert points(grade(marked)) == (20.0, 4.5, 0)


def test_a_test_is_renamed_and_another_added_in_mid_term(marked: Course) -> None:
    due = datetime(2030, 2, 1)
    with gradebook.open_gradebook(marked) as book:
        book.update_or_create_assignment(TINY, duedate=due)
    source = marked.source(TINY)
    text = source.read_text().replace('grade_id="test_halve"', 'grade_id="test_half"')
    more = '# %% points=2 grade_id="test_more"\nfloat(halve(2.0) == 1.0)\n\n# %% [markdown]\n# What'
    source.write_text(text.replace("# %% [markdown]\n# What", more))
    row = grade(marked)
    # The test that is gone stays in her file as a cell of her own, so double is to be looked at.
    assert points(row) == (17.0, 4.5, 1) and OVERRIDDEN in row.notes
    assert comment(marked) == "Well seen."
    with gradebook.open_gradebook(marked) as book:
        assert book.find_assignment(TINY).duedate == due


def test_marks_are_copied_when_formgrader_starts(
    marked: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    mark(marked, "explain_halve", 2.5)
    before = json.loads((marked.grading / "marks" / "ana.json").read_text())
    assert before[TINY]["explain_halve"]["score"] == 4.0
    gradebook.copy_marks(marked.root)
    assert read_marks(marked, "ana")[TINY]["explain_halve"].score == 2.5 and copied_at(marked)
    assert "copy_marks" in (marked.root / "nbgrader_config.py").read_text()
    broken(marked.grading / "gradebook.db")
    gradebook.copy_marks(marked.root)
    assert "cannot be used" in capsys.readouterr().err


def test_a_new_gradebook_is_the_one_that_nbgrader_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbgrader import api
    from nbgrader.api import Gradebook

    make_empty(tmp_path / "ours.db")
    with sqlite3.connect(tmp_path / "ours.db") as file:
        ((version,),) = file.execute("SELECT version_num FROM alembic_version")
    # nbgrader asks a program for this, which takes seconds.
    monkeypatch.setattr(api, "get_alembic_version", lambda: version)
    Gradebook(f"sqlite:///{tmp_path / 'theirs.db'}").close()

    def content(name: str) -> list[str]:
        with sqlite3.connect(tmp_path / name) as file:
            return sorted(file.iterdump())

    Gradebook(f"sqlite:///{tmp_path / 'ours.db'}").close()
    assert content("ours.db") == content("theirs.db")
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["ours.db", "theirs.db"]
    (tmp_path / "ours.db").write_bytes(b"somebody else's")
    make_empty(tmp_path / "ours.db")
    assert (tmp_path / "ours.db").read_bytes() == b"somebody else's"


def test_a_change_that_formgrader_did_not_make_is_told_without_a_name(marked: Course) -> None:
    mark(marked, "explain_halve", 2.0)
    mark(marked, "test_double", None)
    gradebook.copy_marks(marked.root)
    told = {c.cell: c.text.partition(" UTC ")[2] for c in read_changes(marked, "ana")}
    nobody = "(nobody knows who; a command saw it then)"
    assert told == {
        "explain_halve": f"{nobody}: gave 2 and 0.5 more, comment: Well seen.",
        "test_double": f"{nobody}: took the points back",
    }
    assert len(read_changes(marked, "ana")) == 5
    gradebook.copy_marks(marked.root)
    assert CliRunner().invoke(app, ["rebuild"]).exit_code == 0
    assert len(read_changes(marked, "ana")) == 5, "a mark that is only copied is no change"
