"""The grader answers for its own faults: the reference first, and beside whoever loses points."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tiny_course import RIGHT, TINY, WRONG, put

from autograder.building.plan import Plan, Submission, SubmissionError, read_submission
from autograder.course import Course
from autograder.grading import again as again_module
from autograder.grading.call import OTHER_SEED
from autograder.grading.changes import reference_problem
from autograder.grading.grade import Choice, grade_assignments
from autograder.grading.journal import Run
from autograder.grading.rows import Row, class_rows
from autograder.running.execute import CellResult, Limits, Result, execute
from course_lib.student.errors import CourseError
from tests.waiting import HANG

Handed = Callable[..., dict[str, Any]]
LIMITS = Limits(HANG, HANG)


def graded(course: Course, again: bool = False) -> dict[str, Row]:
    rows = grade_assignments(course, [TINY], LIMITS, choice=Choice(again))[TINY]
    return {row.student: row for row in rows}


def edit(course: Course, old: str, new: str) -> None:
    source = course.source(TINY)
    text = source.read_text()
    assert old in text
    source.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "cell"),
    [
        ("halve(-8.0)", "halv(-8.0)", r"test_halve fails with the reference answers: NameError"),
        ("== -4.0 else 0.5", "== -5.0 else 0.5", r"earn 6 of 12 points in test_halve"),
    ],
)
def test_a_fault_of_a_test_stops_the_grader_and_not_the_class(
    class_course: Course, handed: Handed, old: str, new: str, cell: str
) -> None:
    put(class_course, "ana", handed(RIGHT))
    edit(class_course, old, new)
    with pytest.raises(CourseError, match=f"Nothing was graded: .*{cell}"):
        graded(class_course)
    assert {row.state for row in class_rows(class_course, TINY)} == {"new"}
    edit(class_course, new, old)
    assert graded(class_course)["ana"].score == 20.0


def test_a_locked_cell_that_fails_is_named(plan: Plan) -> None:
    result = Result({"setup": CellResult("error", reason="ImportError: x")}, "a reason")
    assert "the cell setup fails" in reference_problem(plan, result)
    assert "could not be run (MemoryError: )" in reference_problem(plan, MemoryError())
    assert reference_problem(plan, execute(plan, plan.reference(), LIMITS)) == ""


def test_the_reference_is_asked_with_the_same_inputs(plan: Plan) -> None:
    """A test that takes a point from everybody is named, whoever meets it."""
    steps = tuple(
        replace(s, source="float(double(1.0) == 3.0)") if s.id == "test_double" else s
        for s in plan.steps
    )
    faulty = Plan(plan.assignment, plan.release, steps)
    result = execute(faulty, Submission(RIGHT), LIMITS)
    assert result.failure.startswith("the test test_double is at fault, not the answer")
    assert execute(plan, Submission(WRONG), LIMITS).failure == ""


def test_another_notebook_is_failed_and_no_zero(plan: Plan, handed: Handed) -> None:
    foreign = handed(RIGHT)
    foreign["cells"] = [c for c in foreign["cells"] if c["id"] in ("setup", "cell-000")]
    foreign["metadata"]["course"]["handed_in"] = {"assignment": "05_optimizers"}
    with pytest.raises(SubmissionError, match="this is 05_optimizers: none of its answers"):
        read_submission(json.dumps(foreign).encode(), plan)


def test_a_regrade_says_whose_marks_changed(class_course: Course, handed: Handed) -> None:
    put(class_course, "ana", handed(RIGHT))
    put(class_course, "bo", handed({**RIGHT, "double": "def double(x):\n    return abs(x) * 2"}))
    before = graded(class_course)
    assert before["bo"].score == 16.0
    edit(class_course, "np.array([[-1.5, 4.0]])", "np.array([[1.5, 4.0]])")
    after = graded(class_course)
    assert after["bo"].score == 20.0 and "test_double: 4 became 8" in after["bo"].notes
    assert not any("became" in note for note in after["ana"].notes)


def test_another_secret_is_told(
    class_course: Course, handed: Callable[..., dict[str, Any]]
) -> None:
    put(class_course, "ana", handed(RIGHT))
    graded(class_course)
    (class_course.grading / "secret").unlink()
    put(class_course, "bo", handed(WRONG))
    notes = {student: row.notes for student, row in graded(class_course).items()}
    assert OTHER_SEED in notes["ana"] and OTHER_SEED not in notes["bo"]
    assert OTHER_SEED not in graded(class_course)["ana"].notes


def test_of_two_runs_the_better_one_counts() -> None:
    def result(points: float, starved: bool = False, failure: str = "") -> Result:
        cell = CellResult("ok", points=points, starved=starved)
        return Result({"test_double": cell}, failure)

    second = again_module.needs_second(result(4.0, starved=True))
    assert second and second.limits(Limits()).wall == again_module.ALONE
    for again, best in (
        (result(8.0), 8.0),
        (result(2.0), 4.0),
        (result(0.0, failure="broken"), 4.0),
        (MemoryError(), 4.0),
    ):
        told = second.decide(again, Run("same"), 1)
        assert told.result and told.result.points == best and told.notes == (again_module.AGAIN,)
