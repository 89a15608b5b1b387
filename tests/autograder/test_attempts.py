"""Several attempts: which one counts, with its own lateness, whatever is collected again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tiny_course import RIGHT, ROSTER, TINY, WRONG, make_zip

from autograder.building.choices import ELSEWHERE
from autograder.course import Course
from autograder.grading.attempts import attempts
from autograder.grading.collect import collect
from autograder.grading.forget import forget
from autograder.grading.grade import grade_assignments
from autograder.grading.journal import read_record
from autograder.grading.receipt import read_receipt
from autograder.grading.rows import Row
from autograder.running.execute import Limits
from autograder.sandbox import for_our_own
from course_lib.student.errors import CourseError

Handed = Callable[..., dict[str, Any]]
NOTHING = {**RIGHT, "double": "", "halve": ""}
HALF = {**RIGHT, "halve": "def halve(x):\n    return 1.5"}


@pytest.fixture
def term(class_course: Course, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Course]:
    """Return the course with other lines in its term; due is the end of the 10th."""
    monkeypatch.setenv(ELSEWHERE, str(class_course.root / "course.toml"))
    (class_course.root / "students.csv").write_text(ROSTER)

    def make(lines: str) -> Course:
        due = f"[term.due]\n{TINY} = 2024-03-10T23:59:59\n"
        text = f'[term]\ntime_zone = "UTC"\n{lines}\n{due}'
        (class_course.root / "course.toml").write_text(text)
        return class_course

    return make


def archive(path: Path, handed: Handed, student: str, tries: dict[int, dict[str, str]]) -> Path:
    """Blackboard's archive of all attempts of a student, each on a day of March."""
    path.unlink(missing_ok=True)
    for day, answers in tries.items():
        name = f"Tiny_{student}_attempt_2024-03-{day:02}-12-00-00_{TINY}.ipynb"
        content = {name: json.dumps(handed(answers)).encode()}
        make_zip(path, content, datetime(2024, 3, 30))
    return path


def grade(course: Course) -> dict[str, Row]:
    rows = grade_assignments(course, [TINY], Limits(protection=for_our_own()))
    return {row.student: row for row in rows[TINY]}


def test_the_best_counts_with_its_own_lateness(
    term: Callable[[str], Course], handed: Handed, tmp_path: Path
) -> None:
    course = term('attempts = "best"\nlate = { points = 5 }')
    path = tmp_path / "lms.zip"
    archive(path, handed, "s1", {8: NOTHING, 9: WRONG, 12: HALF})
    (course.root / "groups.csv").write_text("group,id\nG,s1\nG,s2\n")
    assert [one.state for one in collect(course, path)].count("collected") == 2
    for _ in range(2):
        for student in ("s1", "s2"):
            row = grade(course)[student]
            # Nothing at first, then 12 in time, then 14 less 10.
            assert (row.score, row.penalty, row.total, row.late) == (12, 0, 12, "")
            assert row.time.startswith("2024-03-09") and "attempt 2 of 3 counts" in row.notes
        # The same archive again changes nothing: neither what counts, nor that it is graded.
        assert [one.state for one in collect(course, path)].count("failed") == 0
    record = read_record(course, TINY, "s1")
    assert record is not None and record["submission"] == read_receipt(course, TINY, "s1").digest

    # s2 may be late: there the last one is the best. What was graded is not run again.
    (course.root / "extensions.csv").write_text("id,until\ns2,5\n")
    before = {p: p.stat().st_mtime_ns for p in course.grading.glob("results/*/attempts/*/*.json")}
    rows = grade(course)
    assert len(before) == 6
    assert before == {p: p.stat().st_mtime_ns for p in before}
    assert (rows["s1"].total, rows["s2"].total) == (12, 14)
    assert "attempt 3 of 3 counts" in rows["s2"].notes

    # A new one that is better takes its place; one for which there is no record is graded.
    archive(path, handed, "s1", {10: RIGHT})
    assert "collected" not in [one.state for one in collect(course, path) if one.student == "s1"]
    rows = grade(course)
    assert (rows["s1"].total, rows["s2"].total) == (20, 20)
    assert "attempt 3 of 4 counts" in rows["s1"].notes

    forget(course, "s1")
    assert {one.receipt.by for one in attempts(course, TINY, "s2")} == {
        "somebody of the same group"
    }
    assert not list(course.grading.rglob("s1"))


def test_what_comes_after_the_last_day_replaces_nothing(
    term: Callable[[str], Course], handed: Handed, tmp_path: Path
) -> None:
    """The newest before the due date is what many instructors ask for."""
    course = term("late = { last_day = 0 }")
    collect(course, archive(tmp_path / "a.zip", handed, "s1", {8: NOTHING, 9: RIGHT, 11: WRONG}))
    collect(course, archive(tmp_path / "b.zip", handed, "s2", {11: WRONG, 12: RIGHT}))
    rows = grade(course)
    assert (rows["s1"].total, rows["s1"].late) == (20, "")
    assert "attempt 2 of 3 counts" in rows["s1"].notes
    assert (rows["s2"].score, rows["s2"].total) == (20, 0), "it is shown what it would have earned"
    # More time for s1: the last one counts, though an earlier one was better.
    (course.root / "extensions.csv").write_text("id,until\ns1,1\n")
    assert grade(course)["s1"].total == 12


def test_a_file_that_a_person_put_there_counts(
    term: Callable[[str], Course], handed: Handed, tmp_path: Path
) -> None:
    course = term('attempts = "best"')
    collect(course, archive(tmp_path / "a.zip", handed, "s1", {8: RIGHT, 9: WRONG}))
    assert grade(course)["s1"].total == 20
    corrected = course.step("submitted", TINY, "s1") / f"{TINY}.ipynb"
    corrected.write_text(json.dumps(handed(HALF)))
    assert grade(course)["s1"].total == 14


def test_an_unknown_rule_is_told(
    term: Callable[[str], Course], tmp_path: Path, inbox: Path
) -> None:
    course = term('attempts = "first"')
    with pytest.raises(CourseError, match="line 3: attempts is 'first'; one of 'last' and 'best'"):
        collect(course, inbox)
