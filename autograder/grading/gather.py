"""Bring together what was graded in several places: the records of shards, and marks by hand.

A record counts here if it is about the same file, the same hidden inputs and the same checks. A
mark that only one place has is taken; where two people gave different ones, both are shown and the
one that is here stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.building.plan import Plan
from autograder.building.seed import assignment_key, submission_seed
from autograder.course import Course
from autograder.grading import gradebook
from autograder.grading.grade import prepare
from autograder.grading.journal import (
    Run,
    hash_of,
    read_record,
    read_records,
    record_path,
    result_in,
    take_in,
)
from autograder.grading.lock import only_grader
from autograder.grading.marks import HandMark, graded_answer, read_marks, write_marks
from autograder.running.deciding import digest_of_plan
from course_lib.student.errors import CourseError
from course_lib.student.workspace import write_atomically

#: What a person gives, and what stands for nothing given.
GIVEN: dict[str, tuple[object, ...]] = {
    "score": (None,),
    "extra": (None, 0.0),
    "comment": (None, ""),
}


@dataclass
class Gathered:
    """What was taken; ``conflicts`` are marks that differ, ``problems`` what could not be taken."""

    records: int = 0
    marks: int = 0
    conflicts: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def gather(course: Course, folder: Path) -> Gathered:
    """Take the records and the marks by hand of another grading/ folder.

    Raises CourseError when it is none.
    """
    there = Course(course.root, folder.resolve())
    if there.grading == course.grading:
        raise CourseError(f"{folder} is the folder of this course: name the one of another place.")
    names = [name for name in course.assignments if (there.grading / "results" / name).is_dir()]
    if not names:
        raise CourseError(f"{folder} holds no results/NOTEBOOK: name a folder like grading/.")
    if (there.grading / "gradebook.db").exists():
        gradebook.open_gradebook(there).close()  # its marks by hand are copied
    done = Gathered()
    for name in names:
        plan = prepare(course, name)
        with only_grader(course, name), gradebook.open_gradebook(course) as book:
            submitted = course.submitted(name)
            for student, record in read_records(there, name).items():
                if student not in submitted:
                    done.problems.append(f"{name} {student}: nothing was handed in here")
                elif problem := _take(book, course, plan, student, record, done):
                    done.problems.append(f"{name} {student}: {problem}")
            for path in sorted((there.grading / "marks").glob("[!.]*.json")):
                if path.stem not in submitted:
                    continue
                try:
                    theirs = read_marks(there, path.stem).get(name, {})
                except (ValueError, TypeError, AttributeError):
                    done.problems.append(f"{path}: these marks cannot be read")
                    continue
                _merge(book, course, name, path.stem, theirs, done)
    return done


def _take(
    book: Any,
    course: Course,
    plan: Plan,
    student: str,
    record: dict[str, Any],
    done: Gathered,
) -> str:
    """Take a record if it says what grading here would say; return why not, or nothing."""
    run = take_in(plan, course.submitted(plan.assignment)[student])
    if record["submission"] != run.digest:
        return "another file than the one that was handed in here"
    if record["decided_by"] != digest_of_plan(plan):
        return "marked by other checks or another version than those here: grade it here"
    own = read_record(course, plan.assignment, student)
    if own and own["submission"] == run.digest and own["decided_by"] == record["decided_by"]:
        return ""
    try:
        result = result_in(record)
    except (KeyError, TypeError, ValueError):
        return "its record cannot be read"
    if result and run.submission:
        key = assignment_key(course, plan.assignment)
        if record["seed"] != hash_of(submission_seed(key, plan, run.submission)):
            return "graded with another secret than the one here: lend the folder anew"
    content = json.dumps(record).encode()
    write_atomically(record_path(course, plan.assignment, student), content)
    whole = Run(run.digest, run.submission, result, record["reason"], record["seed"])
    problem = gradebook.project(book, course, plan, student, whole)
    done.records += not problem
    return problem


def _merge(
    book: Any,
    course: Course,
    assignment: str,
    student: str,
    theirs: Mapping[str, HandMark],
    done: Gathered,
) -> None:
    """Merge the marks of a student for one notebook."""
    before = read_marks(course, student)
    cells = dict(before.get(assignment, {}))
    for cell, mark in theirs.items():
        both, conflicts = merged(cells.get(cell), mark)
        done.conflicts += [f"{assignment} {student} {cell}: {c}" for c in conflicts]
        if both == cells.get(cell):
            continue
        answer = graded_answer(course, assignment, student, cell)
        changed = bool(both.answer) and both.answer != answer
        cells[cell] = replace(both, open=changed)
        # The gradebook first: what is in the file alone would look as if it had been taken back.
        gradebook.enter_mark(book, assignment, student, cell, cells[cell])
        done.marks += 1
    if cells != before.get(assignment, {}):
        write_marks(course, student, {**before, assignment: cells})


def merged(ours: HandMark | None, theirs: HandMark) -> tuple[HandMark, list[str]]:
    """Return a mark with what both places have, and what they do not agree on."""
    if theirs.withdrawn:
        return ours or theirs, []
    if ours is None:
        return theirs, []
    differ = list(_differ(ours, theirs))
    if ours.withdrawn:
        return ours, [f"taken back here, there {_shown(theirs.score)}"]
    taken = {
        name: getattr(theirs, name)
        for name, nothing in GIVEN.items()
        if getattr(ours, name) in nothing and getattr(theirs, name) not in nothing
    }
    if not taken:
        return ours, differ
    return replace(ours, **taken, answer=ours.answer or theirs.answer), differ


def _differ(ours: HandMark, theirs: HandMark) -> Iterator[str]:
    for name, nothing in GIVEN.items():
        here, there = getattr(ours, name), getattr(theirs, name)
        if here != there and here not in nothing and there not in nothing:
            what = "" if name == "score" else f"{name} "
            yield f"{what}{_shown(here)} here, {_shown(there)} there: the one here stays"


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float | int) else repr(value)
