"""Marks by hand, in a file for each student beside the gradebook.

Every command that opens the gradebook copies points, extra credit and comments first, so a
gradebook that breaks loses none of them. Each mark remembers which answer it was given for: another
answer has to be looked at again. What somebody took back stays in the file, as withdrawn.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.grading.history import note_change
from course_lib.student.workspace import write_atomically

#: Student, assignment and cell.
Place = tuple[str, str, str]


@dataclass(frozen=True)
class HandMark:
    """What a person gave for one cell; ``answer`` is the digest of what it was given for.

    ``open`` tells that the gradebook asks for another look at it, ``at`` when it was first seen.
    """

    score: float | None = None
    extra: float | None = None
    comment: str | None = None
    open: bool = False
    answer: str = ""
    at: str = ""
    withdrawn: bool = False


def read_marks(course: Course, student: str) -> dict[str, dict[str, HandMark]]:
    """Return the marks of a student by assignment and cell."""
    try:
        found = json.loads(marks_path(course, student).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {
        assignment: {cell: HandMark(**mark) for cell, mark in cells.items()}
        for assignment, cells in found.items()
    }


def keep_marks(course: Course, found: Mapping[Place, HandMark], gone: set[Place]) -> None:
    """Copy the marks that the gradebook has; ``gone`` are those it had and has no more."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for student in {place[0] for place in (*found, *gone)}:
        before = read_marks(course, student)
        after = {assignment: dict(cells) for assignment, cells in before.items()}
        for (_, assignment, cell), mark in [p for p in found.items() if p[0][0] == student]:
            old = before.get(assignment, {}).get(cell, HandMark())
            fresh = replace(old, score=mark.score, extra=mark.extra, comment=mark.comment)
            fresh = replace(fresh, open=mark.open, withdrawn=False)
            if fresh == old:
                continue
            # An open one was not looked at since: it still stands for the answer before.
            if not mark.open:
                answer = graded_answer(course, assignment, student, cell)
                fresh = replace(fresh, answer=answer, at=now)
            after.setdefault(assignment, {})[cell] = fresh
            given = {"score": mark.score, "extra": mark.extra, "comment": mark.comment}
            note_change(course, student, assignment, cell, "", **given)
        for _, assignment, cell in [place for place in gone if place[0] == student]:
            after[assignment][cell] = replace(after[assignment][cell], withdrawn=True)
            nothing = {"score": None, "extra": None, "comment": None}
            note_change(course, student, assignment, cell, "", **nothing)
        if after != before:
            write_marks(course, student, after)
    write_atomically(_folder(course) / "copied_at", now.encode())


def write_marks(course: Course, student: str, marks: Mapping[str, Mapping[str, HandMark]]) -> None:
    """Write the marks of a student by assignment and cell."""
    values = {a: {c: asdict(m) for c, m in cells.items()} for a, cells in marks.items()}
    write_atomically(marks_path(course, student), json.dumps(values, indent=1).encode())


def known(course: Course) -> list[Place]:
    """Return the places of all marks that count."""
    return [
        (path.stem, assignment, cell)
        for path in sorted(_folder(course).glob("[!.]*.json"))
        for assignment, cells in read_marks(course, path.stem).items()
        for cell, mark in cells.items()
        if not mark.withdrawn
    ]


def copied_at(course: Course) -> str:
    """Return when marks were last copied, in UTC; "" if never."""
    try:
        return (_folder(course) / "copied_at").read_text(encoding="ascii")
    except OSError:
        return ""


def graded_answer(course: Course, assignment: str, student: str, cell: str) -> str:
    """Return ``answer_in`` the graded notebook that a person sees now."""
    path = course.step("autograded", assignment, student) / f"{assignment}.ipynb"
    try:
        return answer_in(json.loads(path.read_text(encoding="utf-8")), cell)
    except (OSError, ValueError):
        return ""


def answer_in(notebook: Mapping[str, Any], cell: str) -> str:
    """Return the digest of what a student wrote for a cell of a graded notebook.

    For a written answer that is its text; for a test or a task, all that is the student's own.
    """
    own = [c for c in notebook["cells"] if "label" in c["metadata"].get("course", {})]
    written = [c for c in own if c["metadata"].get("nbgrader", {}).get("grade_id") == cell]
    text = "\0".join("".join(c["source"]).strip() for c in written or own)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def marks_path(course: Course, student: str) -> Path:
    """Return where the marks of a student are copied to."""
    return _folder(course) / f"{student}.json"


def _folder(course: Course) -> Path:
    return course.grading / "marks"
