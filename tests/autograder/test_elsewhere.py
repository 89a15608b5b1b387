"""Grading in several places: shards of one class, and a folder that is lent and gathered."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tiny_course import RIGHT, TINY, WRONG, put
from typer.testing import CliRunner

from autograder.building.plan import Plan
from autograder.building.seed import assignment_key, course_secret, lent_key
from autograder.commands import register
from autograder.course import Course
from autograder.grading import call, gradebook
from autograder.grading.gather import gather, merged
from autograder.grading.grade import Choice, grade_assignments, grade_shard
from autograder.grading.journal import read_records, record_path
from autograder.grading.lend import lend
from autograder.grading.marks import HandMark, read_marks
from autograder.grading.rows import class_rows
from autograder.grading.shard import Shard, read_shard
from autograder.running.execute import Limits
from course_lib.student.cli import app
from course_lib.student.errors import CourseError
from tests.waiting import HANG

register(app)
Handed = Callable[..., dict[str, Any]]
LIMITS = Limits(HANG, HANG)


@pytest.fixture
def klass(class_course: Course, handed: Handed) -> Course:
    for number, answers in enumerate((RIGHT, WRONG, RIGHT)):
        put(class_course, f"s{number}", handed(answers))
    return class_course


@pytest.fixture
def elsewhere(klass: Course, plan: Plan, _prepared: Path, tmp_path: Path) -> Course:
    """Another machine, which was lent the class."""
    lend(klass, plan, ["s0", "s1", "s2"], tmp_path / "lent")
    shutil.copytree(_prepared, tmp_path / "other")
    there = Course.at(tmp_path / "other")
    (there.grading / "secret").unlink(missing_ok=True)
    shutil.copytree(tmp_path / "lent", there.grading, dirs_exist_ok=True)
    return there


def nothing(done: str, failed: bool = False) -> None:
    """Take no notice of progress."""


def mark(course: Course, student: str, score: float | None, comment: str = "") -> None:
    with gradebook.open_gradebook(course) as book:
        place = ("explain_halve", TINY, TINY, student)
        book.find_grade(*place).manual_score = score
        book.find_comment(*place).manual_comment = comment or None
        book.find_grade(*place).needs_manual_grade = False
        book.db.commit()


def test_a_student_is_in_one_shard_whoever_else_is_there() -> None:
    for student in ("s1", "Ünal", "x" * 100):
        assert sum(Shard(i, 7).holds(student) for i in range(1, 8)) == 1
    assert read_shard("2/8") == Shard(2, 8) and read_shard("") is None
    for wrong in ("0/8", "9/8", "1", "1/0", "a/b", "-1/8"):
        with pytest.raises(CourseError, match="say 1/8, 2/8"):
            read_shard(wrong)


@pytest.mark.sandbox
def test_shards_share_a_folder_and_no_gradebook(
    klass: Course, handed: Handed, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(klass, "broken", b"{")
    with monkeypatch.context() as alone:
        alone.setattr(gradebook, "open_gradebook", None)
        failed = [
            grade_shard(klass, TINY, LIMITS, nothing, Choice(shard=Shard(i, 3)), 1)
            for i in (1, 2, 3)
        ]
    assert sorted(s for one in failed for s in one) == ["broken"]
    assert set(read_records(klass, TINY)) == {"broken", "s0", "s1", "s2"}
    with monkeypatch.context() as idle:
        idle.setattr(call.Grading, "_submit", None)
        rows = {r.student: r for r in grade_assignments(klass, [TINY], LIMITS)[TINY]}
    assert [rows[s].score for s in ("s0", "s1", "s2")] == [20.0, 12.0, 20.0]
    assert rows["broken"].state == "failed"


@pytest.mark.sandbox
def test_what_was_done_elsewhere_is_gathered(
    klass: Course, elsewhere: Course, tmp_path: Path
) -> None:
    grade_assignments(elsewhere, [TINY], LIMITS)
    grade_assignments(klass, [TINY], LIMITS, choice=Choice(students=("s0", "s1")))
    mark(klass, "s0", 4.0)
    mark(klass, "s1", 2.0)
    mark(elsewhere, "s1", 3.0, "Which number?")
    mark(elsewhere, "s2", 5.0, "Well seen.")
    done = gather(klass, elsewhere.grading)
    assert (done.records, done.marks, done.problems) == (1, 2, [])
    assert done.conflicts == [f"{TINY} s1 explain_halve: 2 here, 3 there: the one here stays"]
    rows = {row.student: (row.score, row.hand) for row in class_rows(klass, TINY)}
    assert rows == {"s0": (20.0, 4.0), "s1": (12.0, 2.0), "s2": (20.0, 5.0)}
    comments = {s: read_marks(klass, s)[TINY]["explain_halve"].comment for s in ("s1", "s2")}
    assert comments == {"s1": "Which number?", "s2": "Well seen."}
    again = gather(klass, elsewhere.grading)
    assert (again.records, again.marks, len(again.conflicts)) == (0, 0, 1)
    run = CliRunner().invoke(app, ["gather", str(elsewhere.grading)])
    assert run.exit_code == 1 and "Agree on them" in run.stderr
    record = json.loads(record_path(elsewhere, TINY, "s2").read_text())
    record_path(klass, TINY, "s2").unlink()
    for change in ({"decided_by": "other"}, {"submission": "other"}, {"seed": "other"}):
        record_path(elsewhere, TINY, "s2").write_text(json.dumps({**record, **change}))
        assert [p.split(":")[0] for p in gather(klass, elsewhere.grading).problems] == [
            f"{TINY} s2"
        ]
        assert not record_path(klass, TINY, "s2").exists()
    for wrong in (klass.grading, tmp_path):
        with pytest.raises(CourseError):
            gather(klass, wrong)


def test_a_lent_folder_holds_one_key_and_no_secret(
    klass: Course, elsewhere: Course, plan: Plan, tmp_path: Path
) -> None:
    key = lent_key(elsewhere, TINY)
    assert lent_key(Course(klass.root, tmp_path / "lent"), TINY).stat().st_mode & 0o777 == 0o600
    assert assignment_key(elsewhere, TINY) == assignment_key(klass, TINY)
    secret = course_secret(klass).hex()
    files = [p for p in (tmp_path / "lent").rglob("*") if p.is_file()]
    assert not [p for p in files if secret in p.read_text()]
    with pytest.raises(CourseError, match="was lent, and not for 91_other"):
        assignment_key(elsewhere, "91_other")
    key.chmod(0o644)
    with pytest.raises(CourseError, match="Others can read the key"):
        assignment_key(elsewhere, TINY)
    key.chmod(0o600)
    values = json.loads(key.read_text())
    values["made_with"]["numpy"] = "1.7"
    key.write_text(json.dumps(values))
    choice = Choice(shard=Shard(1, 2))
    with pytest.raises(CourseError, match=r"lent for other marks .* numpy .* and not 1\.7"):
        grade_shard(elsewhere, TINY, LIMITS, nothing, choice)
    with pytest.raises(CourseError, match="lent for other marks"):
        grade_assignments(elsewhere, [TINY], LIMITS)
    with pytest.raises(CourseError, match="is not empty"):
        lend(klass, plan, ["s0"], tmp_path / "lent")


def test_two_marks_are_never_one() -> None:
    ours = HandMark(4.0, 0.0, None, answer="a", at="1")
    assert merged(None, ours) == (ours, [])
    assert merged(ours, HandMark(4.0, answer="a", at="2")) == (ours, [])
    both, differ = merged(ours, HandMark(None, 1.0, "Good."))
    assert (both.score, both.extra, both.comment, differ) == (4.0, 1.0, "Good.", [])
    assert merged(ours, HandMark(0.0))[1] == ["4 here, 0 there: the one here stays"]
    kept, differ = merged(HandMark(comment="Yes."), HandMark(0.0, comment="No."))
    assert (kept.score, kept.comment) == (0.0, "Yes.") and "comment 'Yes.' here" in differ[0]
    gone = HandMark(4.0, withdrawn=True)
    assert merged(gone, HandMark(5.0)) == (gone, ["taken back here, there 5"])
    assert merged(ours, gone) == (ours, [])
