"""The seeds from which hidden tests draw their inputs: the only secret of the grader.

The course has one secret. The seed of a submission is a keyed hash (HMAC) of the notebook's name
and of every cell of the student's that is run, in order. So the same work gets the same inputs
after a correction of the prose, a second upload or a platform's own way of saving; other work gets
others, and what one student sees of his inputs helps nobody else.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from autograder.building.plan import Extra, Plan, Submission
from autograder.course import Course
from course_lib.student.errors import CourseError


def course_secret(course: Course) -> bytes:
    """Return the secret of a course; it is drawn when it is first asked for.

    It is kept beside the gradebook, for its owner alone.
    """
    path = course.grading / "secret"
    try:
        return bytes.fromhex(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
    try:
        # Two graders at once: whoever comes first has drawn the secret for both.
        os.link(own, path)
    except FileExistsError:
        pass
    except OSError:
        os.replace(own, path)
    finally:
        Path(own).unlink(missing_ok=True)
    return bytes.fromhex(path.read_text(encoding="ascii"))


def assignment_key(course: Course, assignment: str) -> bytes:
    """Return what an assignment's seeds are made with; it tells nothing of the course's secret.

    A folder that was lent has the keys of what it was lent for, and no secret. Raises CourseError
    for anything else there, and for a key that others on this machine can read.
    """
    path = lent_key(course, assignment)
    if (course.grading / "secret").exists() or not path.parent.is_dir():
        return hmac.digest(course_secret(course), assignment.encode(), hashlib.sha256)
    if not path.is_file():
        raise CourseError(f"{course.grading} was lent, and not for {assignment}: it has no key.")
    if os.name == "posix" and path.stat().st_mode & 0o007:
        raise CourseError(f"Others can read the key {path}: chmod 600 it, then try again.")
    return bytes.fromhex(json.loads(path.read_text(encoding="ascii"))["key"])


def lent_key(course: Course, assignment: str) -> Path:
    """Return where a folder that was lent keeps the key of an assignment."""
    return course.grading / "keys" / f"{assignment}.json"


def submission_seed(key: bytes, plan: Plan, submission: Submission) -> int:
    """Return the seed of a submission's hidden tests, from the assignment's ``key``."""
    digest = hmac.new(key, plan.assignment.encode(), hashlib.sha256)
    for source in _executed(plan, submission):
        text = source.replace("\r\n", "\n").rstrip().encode()
        # The length keeps two cells apart from one that holds the text of both.
        digest.update(len(text).to_bytes(8, "big") + text)
    return int.from_bytes(digest.digest()[:8], "big") >> 2


def _executed(plan: Plan, submission: Submission) -> Iterator[str]:
    """Yield the sources of the student's cells that are run, in order."""
    yield from _code(submission.extras.get("", ()))
    for step in plan.steps:
        if step.kind == "solution":
            yield submission.answers.get(step.id, step.stub)
        yield from _code(submission.extras.get(step.id, ()))


def _code(extras: tuple[Extra, ...]) -> Iterator[str]:
    return (extra.source for extra in extras if extra.cell_type == "code")
