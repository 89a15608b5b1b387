"""Grade a class: run every submission, save the points, and say what became of each student."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.building.build import generate, make_release, write_source
from autograder.building.choices import Choices, read_choices
from autograder.building.plan import Plan, load_plan, make_plan
from autograder.building.seed import assignment_key
from autograder.building.source import build_source, release_id
from autograder.course import Course, Student
from autograder.grading import gradebook
from autograder.grading.again import run_alone
from autograder.grading.receipt import read_receipt
from autograder.grading.record import Run, digest_of, read_records, run_submission, write_record
from autograder.running.execute import Limits
from course_lib.student.errors import CourseError

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Row:
    """A student's line in every table.

    ``state`` is "graded", "failed" (could not be graded), "missing" (nothing handed in) or "new"
    (handed in and not graded yet). ``score`` and ``max`` are the points of the tests, ``total`` is
    with those given by hand; without a grade they are None, never 0. ``time`` is when it was handed
    in, in UTC, "" when that is unknown.
    """

    student: str
    name: str
    section: str
    state: str
    reason: str
    score: float | None
    max: float
    hand: float | None
    hand_max: float
    to_mark: int
    total: float | None
    notes: tuple[str, ...] = ()
    time: str = ""
    time_source: str = "none"


def prepare(course: Course, assignment: str) -> Plan:
    """Build an assignment for grading, enter it into the gradebook and return its plan.

    When both have been done with the present source, nothing is done again.

    Raises CourseError when the gradebook was created with different cells.
    """
    with suppress(CourseError):
        plan = load_plan(course, assignment)
        text = course.source(assignment).read_text(encoding="utf-8")
        choices = read_choices(course).get(assignment, Choices())
        if plan.release == release_id(text, choices) and gradebook.knows(course, assignment):
            return plan
    source = build_source(course, assignment)
    plan = make_plan(assignment, source, make_release(course, assignment, source))
    gradebook.check_cells(course, plan)
    write_source(course, assignment, source)
    generate(course, assignment, database=True)
    return load_plan(course, assignment)


def grade_assignments(
    course: Course,
    assignments: list[str],
    limits: Limits | None = None,
    progress: Progress = lambda done: None,
) -> dict[str, list[Row]]:
    """Grade every submission of some assignments; return the rows of each, one a student.

    Submissions run several at a time, each in a process of its own; only this thread writes. One
    submission never stops the others. Raises CourseError when nothing can be graded.
    """
    plans = [prepare(course, assignment) for assignment in assignments]
    keyed = [(plan, assignment_key(course, plan.assignment)) for plan in plans]
    gradebook.save_students(course, course.roster())
    with ThreadPoolExecutor(os.cpu_count()) as pool, gradebook.open_gradebook(course) as book:
        running = {
            pool.submit(run_submission, plan, path, key, limits): (plan, student)
            for plan, key in keyed
            for student, path in course.submitted(plan.assignment).items()
        }
        keys = {plan.assignment: key for plan, key in keyed}
        starved: list[tuple[Plan, str, Run]] = []
        try:
            for done in as_completed(running):
                plan, student = running[done]
                run = done.exception() or done.result()
                _save(book, course, plan, student, run)
                if isinstance(run, Run) and run.starved:
                    starved.append((plan, student, run))
                progress(f"{plan.assignment} {student}")
            for plan, student, first in starved:
                path = course.submitted(plan.assignment)[student]
                again = run_alone(plan, path, keys[plan.assignment], limits, first)
                _save(book, course, plan, student, again)
        except BaseException:
            # Such as Ctrl-C: what has not started yet never does.
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return {assignment: class_rows(course, assignment) for assignment in assignments}


def _save(book: Any, course: Course, plan: Plan, student: str, run: Run | BaseException) -> None:
    if isinstance(run, BaseException):
        reason = f"the grader itself failed: {type(run).__name__}: {run}"
        digest = digest_of(course.submitted(plan.assignment)[student])
        write_record(course, plan, student, Run(digest, reason=reason))
    else:
        gradebook.save_run(book, course, plan, student, run)


def class_rows(course: Course, assignment: str) -> list[Row]:
    """Return what is known of every student: of the roster and of the submissions."""
    plan = load_plan(course, assignment)
    roster = course.roster()
    submitted = course.submitted(assignment)
    records = read_records(course, assignment)
    points = gradebook.read_points(course, plan)
    rows = []
    for student in sorted({*roster, *submitted}):
        who = roster.get(student, Student(student))
        state, reason, notes = _state(records.get(student), submitted.get(student))
        earned = points.get(student) if state == "graded" else None
        receipt = read_receipt(course, assignment, student)
        late = ("late, says the platform",) if receipt.late and state != "missing" else ()
        rows.append(
            Row(
                student=student,
                name=who.name,
                section=who.section,
                state=state,
                reason=reason,
                score=earned.score if earned else None,
                max=plan.automatic,
                hand=earned.hand if earned else None,
                hand_max=plan.by_hand,
                to_mark=earned.to_mark if earned else 0,
                total=earned.total if earned else None,
                notes=(*notes, *late),
                time=receipt.time,
                time_source=receipt.source,
            )
        )
    return rows


def _state(record: dict[str, Any] | None, path: Path | None) -> tuple[str, str, tuple[str, ...]]:
    if path is None:
        return "missing", "nothing was handed in", ()
    if record is None:
        return "new", "not graded yet", ()
    if record["submission"] != digest_of(path):
        return "new", "handed in again since it was graded", ()
    bare = ["graded without a sandbox"] if record.get("sandbox") == "none" else []
    return record["state"], record["reason"], (*record["notes"], *bare)


def summary(rows: dict[str, list[Row]]) -> dict[str, Any]:
    """Return the rows of assignments as the object that --json prints."""
    everyone = [row for of_one in rows.values() for row in of_one]
    return {
        "students": len({row.student for row in everyone}),
        **{s: sum(r.state == s for r in everyone) for s in ("graded", "failed", "missing", "new")},
        "scores": {
            assignment: {row.student: _plain(row) for row in of_one}
            for assignment, of_one in rows.items()
        },
    }


def _plain(row: Row) -> dict[str, Any]:
    return {k: v for k, v in asdict(row).items() if k != "student"}
