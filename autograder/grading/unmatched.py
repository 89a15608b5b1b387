"""Files that nobody of the roster owns: kept as a list, so that their authors are not just missing.

A file leaves the list when the same content is collected for somebody.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from autograder.course import Course
from course_lib.student.workspace import write_atomically


@dataclass(frozen=True)
class Unmatched:
    """A notebook without an owner; ``assignment`` is "" where that is not known either."""

    file: str
    assignment: str
    digest: str
    reason: str


def read_unmatched(course: Course, assignment: str = "") -> list[Unmatched]:
    """Return the files that nobody owns, of one assignment and of none, or all."""
    found: list[Unmatched] = []
    with suppress(OSError, ValueError, TypeError):
        text = _path(course).read_text(encoding="utf-8")
        found = [Unmatched(**one) for one in json.loads(text)]
    return [one for one in found if not assignment or one.assignment in ("", assignment)]


def note_unmatched(course: Course, new: Collection[Unmatched], owned: Collection[str]) -> None:
    """Add files to the list, and take out those whose content now has an owner."""
    before = read_unmatched(course)
    kept = {(o.file, o.digest): o for o in (*before, *new) if o.digest not in owned}
    if before or kept:
        listed = [asdict(one) for one in kept.values()]
        write_atomically(_path(course), (json.dumps(listed, indent=1) + "\n").encode())


def _path(course: Course) -> Path:
    return course.grading / "handed_in" / "unmatched.json"
