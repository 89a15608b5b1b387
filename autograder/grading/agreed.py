"""What was agreed with single students: extensions.csv and groups.csv beside students.csv.

They name students, so git ignores them, and no bundle and no public folder has them.

    id,notebook,until                       group,id,notebook
    s1,03,2026-12-07 23:59                  A,s1,03
    s2,,3                                   A,s2,03

An extension is a time in the term's zone, or a number of days after the due date. Without a
notebook a line holds for all of them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from autograder.building.term import Term
from autograder.course import Course
from course_lib.student.errors import CourseError

EXTENSIONS, GROUPS = "extensions.csv", "groups.csv"


@dataclass(frozen=True)
class Extension:
    """More time for one student: until a time, or days after the due date."""

    until: datetime | None = None
    days: float = 0.0

    def due(self, due: datetime) -> datetime:
        """Return when a notebook is due for this student."""
        return self.until or due + timedelta(days=self.days)


def read_extensions(course: Course, term: Term) -> dict[tuple[str, str], Extension]:
    """Return the extensions by student and notebook; "" is every notebook.

    Raises CourseError, with file and line, for what cannot be meant.
    """
    found = {}
    for where, row in _rows(course, EXTENSIONS, ("id", "until")):
        student, notebook = _whom(course, row, where)
        found[student, notebook] = _extension(row["until"], term, where)
    return found


def extension_for(
    found: Mapping[tuple[str, str], Extension], student: str, notebook: str
) -> Extension | None:
    """Return a student's extension for a notebook, which comes before one for all of them."""
    return found.get((student, notebook)) or found.get((student, ""))


def read_groups(course: Course, notebook: str) -> dict[str, tuple[str, ...]]:
    """Return for each student in a group of a notebook everybody in it.

    Raises CourseError, with file and line, for what cannot be meant.
    """
    members: dict[str, list[str]] = {}
    of_whom: dict[str, str] = {}
    for where, row in _rows(course, GROUPS, ("group", "id")):
        student, name = _whom(course, row, where)
        if name not in ("", notebook):
            continue
        if of_whom.setdefault(student, row["group"]) != row["group"]:
            raise CourseError(f"{where}: {student} is in {of_whom[student]!r} too. Remove one.")
        members.setdefault(row["group"], []).append(student)
    return {one: tuple(members[group]) for one, group in of_whom.items()}


def _rows(
    course: Course, name: str, needed: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, str]]]:
    for path in (course.grading / name, course.root / name):
        if path.is_file():
            yield from _lines(path, needed)
            return


def _lines(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    mark = max(",;\t", key=lines[0].count) if lines else ","
    rows = csv.DictReader(lines, delimiter=mark, skipinitialspace=True)
    rows.fieldnames = [str(n).strip().casefold() for n in rows.fieldnames or []]
    if lacking := [name for name in needed if name not in rows.fieldnames]:
        raise CourseError(f"{path} needs a first line with a column {' and '.join(lacking)}.")
    for row in rows:
        cells = {str(key): (value or "").strip() for key, value in row.items() if key}
        if any(cells.values()):
            yield f"{path}, line {rows.line_num}", cells


def _whom(course: Course, row: Mapping[str, str], where: str) -> tuple[str, str]:
    student, roster = row["id"], course.roster()
    if roster and student not in roster:
        raise CourseError(f"{where}: {student!r} is not in students.csv.")
    wanted = row.get("notebook") or row.get("assignment") or ""
    try:
        return student, course.assignment(wanted) if wanted else ""
    except CourseError as error:
        raise CourseError(f"{where}: {error}") from None


def _extension(text: str, term: Term, where: str) -> Extension:
    try:
        return Extension(days=float(text.removesuffix("days").removesuffix("day")))
    except ValueError:
        pass
    try:
        return Extension(until=term.zoned(datetime.fromisoformat(text)))
    except ValueError:
        raise CourseError(
            f"{where}: until {text!r} is neither a time such as 2026-12-07 23:59 nor a number of "
            "days."
        ) from None
