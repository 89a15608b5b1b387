"""Who changed a mark by hand, and when: a line for each change, in marks/<student>.changes.

nbgrader keeps no names. Formgrader runs in the server of whoever marks, so a change is noted there
with the login of that process. What was changed elsewhere is noted when a command copies it: then
it is not known who did it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.grading.times import FORMAT

#: What a person can change of nbgrader's grades and comments, and what it is called here.
_CHANGED = {
    "Grade": {"manual_score": "score", "extra_credit": "extra"},
    "Comment": {"manual_comment": "comment"},
}


@dataclass(frozen=True)
class Change:
    """What a cell had after a change; ``by`` is a login, "" where nobody knows whose."""

    assignment: str
    cell: str
    at: str = ""
    by: str = ""
    score: float | None = None
    extra: float | None = None
    comment: str | None = None

    @property
    def text(self) -> str:
        """Return it as a line for a person."""
        who = self.by or "(nobody knows who; a command saw it then)"
        given = "took the points back" if self.score is None else f"gave {self.score:g}"
        more = f" and {self.extra:g} more" if self.extra else ""
        said = f", comment: {' '.join(self.comment.split())}" if self.comment else ""
        return f"{self.at} {who}: {given}{more}{said}"


def read_changes(course: Course, student: str) -> list[Change]:
    """Return what was changed by hand of a student's marks, the first change first."""
    found = []
    with suppress(OSError):
        for line in _path(course, student).read_text(encoding="utf-8").splitlines():
            with suppress(ValueError, TypeError):
                found.append(Change(**json.loads(line)))
    return found


def note_change(
    course: Course, student: str, assignment: str, cell: str, by: str, **values: Any
) -> None:
    """Note what a cell has now, unless that is what it had; ``values`` are the fields that differ.

    A line is written at once, so that two people who mark at a time lose none.
    """
    last = Change(assignment, cell)
    for change in read_changes(course, student):
        if (change.assignment, change.cell) == (assignment, cell):
            last = change
    fresh = replace(last, **{name: _plain(name, value) for name, value in values.items()})
    if fresh == last:
        return
    now = datetime.now(UTC).strftime(FORMAT)
    line = json.dumps(asdict(replace(fresh, at=now, by=by))) + "\n"
    path = _path(course, student)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(line)


@cache
def watch_marks(course: Course) -> None:
    """Note every change that this process makes to the gradebook by hand, as formgrader does."""
    from sqlalchemy import event
    from sqlalchemy.orm import Session

    def collect(session: Session, *_: Any) -> None:
        if str(course.grading) in str(session.get_bind()):
            with session.no_autoflush:
                session.info.setdefault("by hand", []).extend(_by_hand(session))

    def write(session: Session) -> None:
        for student, assignment, cell, values in session.info.pop("by hand", ()):
            note_change(course, student, assignment, cell, login(), **values)

    def drop(session: Session) -> None:
        session.info.pop("by hand", None)

    event.listen(Session, "before_flush", collect)
    event.listen(Session, "after_commit", write)
    event.listen(Session, "after_rollback", drop)


def _by_hand(session: Any) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    from sqlalchemy import inspect

    for one in session.dirty:
        names = _CHANGED.get(type(one).__name__, {})
        state = inspect(one)
        values = {
            ours: getattr(one, theirs)
            for theirs, ours in names.items()
            if state.attrs[theirs].history.has_changes()
        }
        if values:
            submission = one.notebook.assignment
            yield submission.student_id, submission.assignment.name, one.cell.name, values


def login() -> str:
    """Return the name of the user whose process this is, by the system's word."""
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"user {os.getuid()}"


def _plain(name: str, value: Any) -> Any:
    """Return a value as the gradebook will have it: formgrader sends numbers as text."""
    if name == "comment" or value in (None, ""):
        return value or None
    return float(value) if name == "score" else float(value) or None


def _path(course: Course, student: str) -> Path:
    return course.grading / "marks" / f"{student}.changes"
