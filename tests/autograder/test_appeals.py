"""Explain a mark, and forget a student."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tiny_course import RIGHT, ROSTER, TINY, WRONG, put
from typer.testing import CliRunner

from autograder.commands import register
from autograder.course import Course
from autograder.grading import gradebook
from autograder.grading.forget import forget
from autograder.grading.grade import grade_assignments
from autograder.grading.receipt import Receipt, read_receipt, write_receipt
from autograder.results.explain import _test
from autograder.running.execute import Limits
from autograder.sandbox import for_our_own
from course_lib.student.cli import app
from course_lib.student.errors import CourseError

register(app)


@pytest.fixture
def klass(class_course: Course, handed: Callable[..., Any]) -> Course:
    """s1 wrong, s2 right, whose file s3 of the same group has too."""
    course = class_course
    (course.root / "students.csv").write_text(ROSTER)
    (course.root / "groups.csv").write_text("group,id\nA,s2\nA,s3\n")
    (course.root / "extensions.csv").write_text("id,until\ns1,3\ns2,3\n")
    for student, answers in (("s1", WRONG), ("s2", RIGHT), ("s3", RIGHT)):
        put(course, student, handed(answers))
    receipt = Receipt(file="lms.zip/x.ipynb", digest="abc", time="2024-03-01 10:00:00 UTC")
    write_receipt(course, TINY, "s1", receipt)
    write_receipt(course, TINY, "s3", replace(receipt, by="s2"))
    grade_assignments(course, [TINY], Limits(protection=for_our_own()))
    return course


def everything(course: Course) -> str:
    """Every name and text below the course's folder."""
    found = []
    for path in sorted(course.root.rglob("*")):
        found.append(path.relative_to(course.root).as_posix())
        if path.is_file() and path.suffix in (".csv", ".json", ".txt"):
            found.append(path.read_text(encoding="utf-8"))
    return "\n".join(found)


def test_a_mark_is_explained_and_a_student_forgotten(klass: Course) -> None:
    done = CliRunner().invoke(app, ["explain", "90", "s1"])
    assert done.exit_code == 0, done.output
    for words in (
        "s1 One, 90_tiny: graded.",
        "handed in: lms.zip/x.ipynb, 2024-03-01 10:00:00 UTC",
        "marked by: checks and code",
        "a seed whose hash is",
        "test_double: 0 of 8 by the checks.",
        "explain_halve: 0 points by hand so far, of 5",
        "total: 12 of 25; 2 answers are still to mark",
    ):
        assert words in done.output, words
    assert CliRunner().invoke(app, ["explain", "90", "s9"]).exit_code != 0

    assert CliRunner().invoke(app, ["forget", "s2"], input="n\n").exit_code != 0
    assert "s2" in klass.submitted(TINY)
    done = CliRunner().invoke(app, ["forget", "s2", "--yes"])
    assert done.exit_code == 0, done.output
    with gradebook.open_gradebook(klass) as book:
        assert {one.id for one in book.students} == {"s1", "s3"}
    assert not re.search(r"\bs2\b", everything(klass))
    assert read_receipt(klass, TINY, "s3").by == "somebody of the same group"
    assert list(klass.roster()) == ["s1", "s3"]
    with pytest.raises(CourseError, match="Nothing is known of 's2'"):
        forget(klass, "s2")


def test_other_lines_of_a_list_stay_byte_for_byte(course: Course) -> None:
    path = course.root / "students.csv"
    for encoding in ("utf-8", "utf-16"):
        text = 'Student,ID,SIS User ID\r\n"Lee, Ana",1,#s2\r\n王伟,2,s22\r\n'
        path.write_bytes(text.encode(encoding))
        assert forget(course, "s2") == ["students.csv: 1 lines"]
        assert path.read_bytes() == text.replace('"Lee, Ana",1,#s2\r\n', "").encode(encoding)


@pytest.mark.parametrize("student", ["..", "a/b", ""])
def test_no_path_is_forgotten(course: Course, student: str) -> None:
    with pytest.raises(CourseError, match="cannot be a student's id"):
        forget(course, student)


def test_every_property_is_told() -> None:
    outcome = {"name": "values", "passed": False, "weight": 2, "symptom": "s", "cause": "a\n b"}
    report = {"hidden": True, "outcomes": [outcome, {**outcome, "passed": True, "weight": 0}]}
    cell = {"points": 1.0, "reason": "", "reports": [report]}
    assert list(_test("test_x", 3.0, cell, 2.0)) == [
        "test_x: 1 of 3 by the checks.",
        "  a person changed this to 2",
        "  LOST  values (hidden, weight 2)",
        "        s",
        "        a b",
        "  held  values (hidden, a guard)",
    ]
