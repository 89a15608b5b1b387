"""A line for every student: what every table, export and page is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

from autograder.building.plan import Plan, load_plan
from autograder.course import Course, Student
from autograder.grading import gradebook
from autograder.grading.attempts import Counting
from autograder.grading.gradebook import Points
from autograder.grading.journal import digest_of, marks_in, read_records
from autograder.grading.lateness import Clock
from autograder.grading.receipt import read_receipt
from autograder.grading.times import FORMAT
from autograder.grading.unmatched import read_unmatched
from autograder.running.deciding import digest_of_plan

#: What a row says of marks that were made by other checks, points or code than today's.
OLD = "marked with an older source: `course grade` marks it anew"
#: What a row says where the code was confined by less than the jail of namespaces.
LESS = {"weak": "graded in the weak jail", "none": "graded without a sandbox"}
UNSAVED = "its marks are not in the gradebook yet; grade again"


@dataclass(frozen=True)
class Row:
    """A student's line in every table.

    ``state`` is "graded", "failed" (could not be graded), "missing" (nothing handed in) or "new"
    (handed in and not graded yet). ``score`` and ``max`` are the points of the tests, ``total`` is
    with those given by hand; without a grade they are None, never 0. ``time`` is when it was handed
    in, in UTC, "" when that is unknown; ``due`` when it was due, ``late`` says by how much it came
    late and what that cost, ``penalty`` has the points, which ``total`` has lost. ``cells`` has the
    points of every graded cell.
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
    due: str = ""
    late: str = ""
    penalty: float | None = None
    cells: Mapping[str, float] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


def class_rows(course: Course, assignment: str) -> list[Row]:
    """Return what is known of every student: of the roster and of the submissions."""
    plan = load_plan(course, assignment)
    roster = course.roster()
    submitted = course.submitted(assignment)
    records = read_records(course, assignment)
    points = gradebook.read_points(course, plan)
    clock = Clock(course, assignment, plan.automatic + plan.by_hand)
    counting = Counting(course, assignment, plan.automatic + plan.by_hand)
    nobodys = len(read_unmatched(course, assignment))
    rows = []
    for student in sorted({*roster, *submitted}):
        who = roster.get(student, Student(student))
        record, earned = records.get(student), points.get(student)
        state, reason, notes = _state(plan, record, submitted.get(student))
        if state == "graded" and record and not is_saved(course, plan, student, record, earned):
            state, reason = "new", UNSAVED
        if state != "graded":
            earned = None
        receipt = read_receipt(course, assignment, student)
        if state == "missing" and nobodys:
            reason = f"{reason} under this name; {nobodys} files are nobody's yet"
        flagged = ("late, says the platform",) if receipt.late and state != "missing" else ()
        by = (f"handed in by {receipt.by}",) if receipt.by else ()
        which = filter(None, (counting.remark(student),)) if state != "missing" else ()
        late = clock.of(student, "" if state == "missing" else receipt.time)
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
                to_mark=len(earned.unread) if earned else 0,
                total=late.reduced(earned.total) if earned else None,
                notes=(*notes, *(earned.notes if earned else ()), *flagged, *which, *by),
                time=receipt.time,
                time_source=receipt.source,
                due=late.due.astimezone(UTC).strftime(FORMAT) if late.due else "",
                late=late.text,
                penalty=late.penalty if earned else None,
                cells=earned.cells if earned else {},
                unread=earned.unread if earned else (),
            )
        )
    return rows


def is_saved(
    course: Course, plan: Plan, student: str, record: Mapping[str, Any], points: Points | None
) -> bool:
    """Tell whether a record has reached the gradebook and the graded notebook."""
    return (
        points is not None
        and gradebook.has_files(course, plan.assignment, student)
        and points.by_test == marks_in(record)
    )


def _state(
    plan: Plan, record: Mapping[str, Any] | None, path: Path | None
) -> tuple[str, str, tuple[str, ...]]:
    if path is None:
        return "missing", "nothing was handed in", ()
    if record is None:
        return "new", "not graded yet", ()
    if record["submission"] != digest_of(path):
        return "new", "handed in again since it was graded", ()
    notes = list(record["notes"])
    if record["state"] == "graded" and record["result"]["protection"] in LESS:
        notes.append(LESS[record["result"]["protection"]])
    if record["decided_by"] != digest_of_plan(plan):
        notes.append(OLD)
    return record["state"], record["reason"], tuple(notes)


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
