"""What is known of a collected file: who brought it, when, and how both were told.

It lies at handed_in/<assignment>/<student>.json, not in the folder of the submission: a student can
put files into that one by nbgrader's exchange.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from autograder.course import Course
from autograder.grading.times import read_time
from course_lib.student.workspace import write_atomically

UNKNOWN = "time unknown"


@dataclass(frozen=True)
class Receipt:
    """The last file that was taken from a student; ``uploader`` is None when it is not known.

    ``time`` is in UTC, "" when it is unknown; ``source`` says who told it. ``said`` is the file's
    own word. ``refused`` is why the file cannot be graded. ``by`` is the student of the same
    group who handed it in, "" for this student. ``newest`` is the digest of what was collected last
    where that is another attempt than this one, which counts. ``secret`` is by what nbgrader's
    exchange finds the feedback of this submission, "" elsewhere.
    """

    file: str = ""
    digest: str = ""
    uploader: str | None = None
    evidence: int = 0
    attempt: int = 0
    copy: int = 0
    time: str = ""
    source: str = "none"
    said: str = ""
    late: bool = False
    refused: str = ""
    by: str = ""
    newest: str = ""
    secret: str = ""

    @property
    def order(self) -> tuple[int, float, int, float]:
        """Return what is larger for a later file of the same uploader.

        A platform's number of the attempt, the time, the number of a copy, the file's own word.
        """
        return self.attempt, _moment(self.time), self.copy, _moment(self.said)


def _moment(text: str) -> float:
    at = read_time(text)
    return at.timestamp() if at else 0.0


def read_receipt(course: Course, assignment: str, student: str) -> Receipt:
    """Return what is known of a student's collected file; nothing is known of an older course's."""
    try:
        found = json.loads(_path(course, assignment, student).read_text(encoding="utf-8"))
        return Receipt(**found)
    except (OSError, ValueError, TypeError):
        stamp = course.step("submitted", assignment, student) / "timestamp.txt"
        return Receipt(time=_first_line(stamp))


def _first_line(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
    return text if read_time(text) else ""


def write_receipt(course: Course, assignment: str, student: str, receipt: Receipt) -> None:
    """Write it, and nbgrader's timestamp.txt where a time is known."""
    path = _path(course, assignment, student)
    write_atomically(path, (json.dumps(asdict(receipt), indent=1) + "\n").encode())
    stamp = course.step("submitted", assignment, student) / "timestamp.txt"
    if receipt.time:
        write_atomically(stamp, receipt.time.encode())
    else:
        stamp.unlink(missing_ok=True)


def _path(course: Course, assignment: str, student: str) -> Path:
    return course.grading / "handed_in" / assignment / f"{student}.json"
