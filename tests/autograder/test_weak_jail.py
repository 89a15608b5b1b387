"""What the choice of a jail does to rows, to a second run and to the commands."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tiny_course import RIGHT, TINY, put
from typer.testing import CliRunner

from autograder.class_commands import asked_for
from autograder.commands import register
from autograder.course import Course
from autograder.grading.grade import grade_assignments
from autograder.grading.journal import record_path
from autograder.grading.rows import class_rows
from autograder.running.execute import Limits
from autograder.sandbox import BY_STRENGTH, Confinement
from course_lib.student.cli import app
from course_lib.student.errors import CourseError

register(app)
Handed = Callable[..., dict[str, Any]]


@pytest.mark.sandbox
def test_marks_of_a_weaker_jail_say_so_and_are_made_again_in_a_stronger_one(
    class_course: Course, handed: Handed
) -> None:
    put(class_course, "s1", handed(RIGHT))
    grade_assignments(class_course, [TINY], Limits())
    path = record_path(class_course, TINY, "s1")

    def pretend(protection: Confinement) -> tuple[str, ...]:
        record = json.loads(path.read_text())
        record["result"]["protection"] = protection
        path.write_text(json.dumps(record))
        (row,) = (r for r in class_rows(class_course, TINY) if r.student == "s1")
        return row.notes

    assert pretend("weak") == ("graded in the weak jail",)
    assert pretend("none") == ("graded without a sandbox",)
    for made_in in BY_STRENGTH:
        for wanted in BY_STRENGTH:
            pretend(made_in)
            before = path.read_text()
            if BY_STRENGTH.index(made_in) >= BY_STRENGTH.index(wanted):
                grade_assignments(class_course, [TINY], Limits(protection=wanted))
                assert path.read_text() == before
    pretend("weak")
    grade_assignments(class_course, [TINY], Limits())
    assert json.loads(path.read_text())["result"]["protection"] == "bubblewrap"


def test_two_jails_cannot_be_asked_for() -> None:
    assert (asked_for(False, False), asked_for(True, False)) == (None, "weak")
    assert asked_for(False, True) == "none"
    with pytest.raises(CourseError, match="use one"):
        asked_for(True, True)


@pytest.mark.parametrize("command", ["grade", "gradescope"])
def test_the_option_is_told(command: str) -> None:
    told = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).output
    assert "--weak-jail" in told
