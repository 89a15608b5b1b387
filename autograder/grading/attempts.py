"""Every attempt that was collected is kept, and the term says which one counts.

    [term]
    attempts = "best"       # "last" if left out

The last one counts, but what comes after the last day takes the place of nothing that came before
it. Of the best, that is the one with the most points by tests after what its own lateness costs.
An attempt lies at attempts/<assignment>/<student>/ with its receipt. The one that counts is also in
submitted/, where everything else finds it: whoever puts another file there by hand has chosen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.grading.journal import digest_of, marks_in
from autograder.grading.lateness import Clock
from autograder.grading.receipt import Receipt, read_receipt, write_receipt
from course_lib.student.workspace import write_atomically


@dataclass(frozen=True)
class Attempt:
    """A notebook that a student handed in, and what is known of it."""

    path: Path
    student: str
    receipt: Receipt

    @property
    def key(self) -> str:
        """Return the name under which the journal keeps what became of it."""
        return f"attempts/{self.student}/{self.path.stem}"


def keep_attempt(
    course: Course, assignment: str, student: str, content: bytes, receipt: Receipt
) -> None:
    """Keep an attempt; of the same work the first time counts."""
    digest = hashlib.sha256(content).hexdigest()
    path = _folder(course, assignment, student) / f"{digest[:20]}.ipynb"
    if path.exists() and path.with_suffix(".json").exists():
        return
    write_atomically(path, content)
    write_known(path, replace(receipt, digest=digest, newest=""))


def write_known(path: Path, receipt: Receipt) -> None:
    """Write what is known of an attempt beside it."""
    text = json.dumps(asdict(receipt), indent=1) + "\n"
    write_atomically(path.with_suffix(".json"), text.encode())


def attempts(course: Course, assignment: str, student: str) -> list[Attempt]:
    """Return the attempts of a student, the oldest first."""
    found = []
    for path in sorted(_folder(course, assignment, student).glob("[!.]*.json")):
        with suppress(OSError, ValueError, TypeError):
            receipt = Receipt(**json.loads(path.read_text(encoding="utf-8")))
            found.append(Attempt(path.with_suffix(".ipynb"), student, receipt))
    return sorted(found, key=lambda one: one.receipt.order)


def newest_receipt(course: Course, assignment: str, student: str) -> Receipt:
    """Return the receipt of what was collected last, whichever attempt counts."""
    counts = read_receipt(course, assignment, student)
    for one in attempts(course, assignment, student) if counts.newest else ():
        if one.receipt.digest == counts.newest:
            return one.receipt
    return counts


class Counting:
    """Chooses the attempts that count in one notebook."""

    def __init__(self, course: Course, assignment: str, most: float) -> None:
        """Read the term; ``most`` are the points of the notebook, from which a late day is taken.

        Raises CourseError for what cannot be meant.
        """
        self._course, self._assignment = course, assignment
        self._clock = Clock(course, assignment, most)

    def to_grade(self, student: str) -> list[Attempt]:
        """Return the attempts that must be graded to know which is the best; none if one counts.

        Where the last one counts, it is put into submitted/.
        """
        found = self._found(student)
        if len(found) < 2 or self._chosen_by_hand(student):
            return []
        if self._clock.term.attempts == "best":
            return found
        newest = newest_receipt(self._course, self._assignment, student).digest
        in_time = [one for one in found if not self._late(one).after_last_day]
        order = [*in_time, *(one for one in in_time if one.receipt.digest == newest)]
        self._put(student, order[-1] if order else _of(found, newest))
        return []

    def choose_best(self, student: str, records: Sequence[Mapping[str, Any] | None]) -> int:
        """Put the best attempt into submitted/; return its number.

        ``records`` are what became of ``to_grade``, in its order. Of equals the newest counts, and
        one that could not be graded only where none could be.
        """
        found = self._found(student)
        worth = [
            (bool(r and r["result"]), sum(marks_in(r).values()) - self._late(one).penalty, number)
            if r
            else (False, 0.0, number)
            for number, (one, r) in enumerate(zip(found, records, strict=True))
        ]
        best = max(worth)[-1]
        self._put(student, found[best])
        return best

    def remark(self, student: str) -> str:
        """Return which of several attempts counts; "" if there is one."""
        found = self._found(student)
        digest = read_receipt(self._course, self._assignment, student).digest
        numbers = [n for n, one in enumerate(found, 1) if one.receipt.digest == digest]
        if len(found) < 2 or not numbers:
            return ""
        return f"attempt {numbers[0]} of {len(found)} counts"

    def _found(self, student: str) -> list[Attempt]:
        """Return the attempts of whoever is now known to be this student, and of the group."""
        found = attempts(self._course, self._assignment, student)
        own = [one.receipt.uploader for one in found if not one.receipt.by]
        newest = newest_receipt(self._course, self._assignment, student)
        owner = newest.uploader if not newest.by else (own or [None])[-1]
        return [o for o in found if o.receipt.by or o.receipt.uploader in (None, owner)]

    def _late(self, one: Attempt) -> Any:
        return self._clock.of(one.student, one.receipt.time)

    def _chosen_by_hand(self, student: str) -> bool:
        counts = read_receipt(self._course, self._assignment, student)
        return digest_of(self._target(student)) != counts.digest

    def _put(self, student: str, one: Attempt) -> None:
        before = read_receipt(self._course, self._assignment, student)
        if one.receipt.digest == before.digest:
            return
        newest = before.newest or before.digest
        newest = "" if one.receipt.digest == newest else newest
        write_atomically(self._target(student), one.path.read_bytes())
        write_receipt(self._course, self._assignment, student, replace(one.receipt, newest=newest))

    def _target(self, student: str) -> Path:
        folder = self._course.step("submitted", self._assignment, student)
        return folder / f"{self._assignment}.ipynb"


def _of(found: Sequence[Attempt], digest: str) -> Attempt:
    return next((one for one in found if one.receipt.digest == digest), found[-1])


def _folder(course: Course, assignment: str, student: str) -> Path:
    return course.grading / "attempts" / assignment / student
