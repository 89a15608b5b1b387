"""Why a student has these points: every property, for an appeal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from autograder.building.plan import load_plan
from autograder.course import Course
from autograder.grading.history import read_changes
from autograder.grading.journal import read_record
from autograder.grading.receipt import read_receipt
from autograder.grading.rows import class_rows
from course_lib.student.errors import CourseError


def explain(course: Course, assignment: str, student: str) -> Iterator[str]:
    """Yield lines: what was handed in, what made its marks, each property, and the total.

    Raises CourseError when the student is not known.
    """
    plan = load_plan(course, assignment)
    row = next((r for r in class_rows(course, assignment) if r.student == student), None)
    if row is None:
        raise CourseError(f"Nothing is known of {student!r} in {assignment}.")
    receipt = read_receipt(course, assignment, student)
    yield f"{student} {row.name}, {assignment}: {row.state}. {row.reason}".rstrip()
    if receipt.file:
        yield f"handed in: {receipt.file}, {receipt.time or 'time unknown'} ({receipt.source})"
        yield f"its content (SHA-256): {receipt.digest}"
    if row.due:
        yield f"due: {row.due}. {row.late or 'in time'}"
    record = read_record(course, assignment, student)
    if record is None:
        return
    versions = ", ".join(f"{name} {number}" for name, number in record["versions"].items())
    yield f"marked by: checks and code {record['decided_by'][:16]}, {versions}"
    yield f"hidden inputs: drawn from a seed whose hash is {record['seed']}"
    yield from (f"note: {note}" for note in row.notes)
    cells = record["result"]["cells"] if record["result"] else {}
    by_hand = [c for c in read_changes(course, student) if c.assignment == assignment]
    for step in plan.steps:
        if step.kind == "test" and step.id in cells:
            yield ""
            yield from _test(step.id, step.points, cells[step.id], row.cells.get(step.id))
            yield from (f"  {change.text}" for change in by_hand if change.cell == step.id)
    for step in plan.steps:
        if step.kind != "test" and step.points:
            marked = row.cells.get(step.id)
            so_far = " so far" if row.to_mark else ""
            said = "not marked yet" if marked is None else f"{marked:g} points by hand{so_far}"
            yield ""
            yield f"{step.id}: {said}, of {step.points:g}"
            yield from (f"  {change.text}" for change in by_hand if change.cell == step.id)
    if row.total is not None:
        penalty = f", {row.penalty:g} lost by lateness" if row.penalty else ""
        to_mark = f"; {row.to_mark} answers are still to mark" if row.to_mark else ""
        yield ""
        yield f"total: {row.total:g} of {row.max + row.hand_max:g}{penalty}{to_mark}"


def _test(name: str, most: float, cell: dict[str, Any], counts: float | None) -> Iterator[str]:
    points = cell["points"] or 0.0
    yield f"{name}: {points:g} of {most:g} by the checks. {cell['reason']}".rstrip()
    if counts is not None and counts != points:
        yield f"  a person changed this to {counts:g}"
    for report in cell["reports"]:
        kind = "hidden" if report["hidden"] else "visible"
        for outcome in report["outcomes"]:
            held = "held" if outcome["passed"] else "LOST"
            worth = f"weight {outcome['weight']:g}" if outcome["weight"] else "a guard"
            yield f"  {held}  {outcome['name']} ({kind}, {worth})"
            if not outcome["passed"]:
                for text in filter(None, (outcome["symptom"], outcome["cause"])):
                    yield f"        {' '.join(text.split())}"
