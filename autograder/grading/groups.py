"""What one student of a group hands in is handed in by everybody in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from autograder.course import Course
from autograder.grading.agreed import read_groups
from autograder.grading.attempts import attempts, keep_attempt, newest_receipt
from autograder.grading.receipt import Receipt, write_receipt
from autograder.grading.times import read_time
from course_lib.student.workspace import write_atomically


@dataclass(frozen=True)
class Collected:
    """What became of one file.

    It is "collected", "older" than another one, "failed", or "unmatched": nobody's of the roster.

    ``time`` is when it was handed in, in UTC, "" when that is unknown; ``source`` says who told it:
    a "record" of the platform, the "name" it gave, its "archive", or "none".
    """

    file: str
    student: str
    assignment: str
    state: str
    reason: str = ""
    time: str = ""
    source: str = "none"
    remarks: tuple[str, ...] = ()


def share(
    course: Course,
    handed_in: Iterable[tuple[str, str]],
    listed: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType({}),
) -> list[Collected]:
    """Give the newest file of a group to everybody in it; say for whom it was taken.

    ``handed_in`` are the students, each with the assignment, of whom something came now; ``listed``
    are groups that a platform tells, beside those of groups.csv.
    """
    done = []
    for assignment in sorted({assignment for _, assignment in handed_in}):
        groups = read_groups(course, assignment)
        found = {tuple(sorted(groups[s])) for s, a in handed_in if a == assignment and s in groups}
        found |= {tuple(sorted(m)) for (_, a), m in listed.items() if a == assignment}
        for members in sorted(found):
            done += _share(course, assignment, members)
    return done


def _share(course: Course, assignment: str, members: tuple[str, ...]) -> list[Collected]:
    receipts = {student: newest_receipt(course, assignment, student) for student in members}
    own = [s for s, r in receipts.items() if r.digest and not r.refused and not r.by]
    if not own:
        return []
    newest = max(own, key=lambda student: _moment(receipts[student]))
    first = receipts[newest]
    kept = {student: attempts(course, assignment, student) for student in own}
    content = _content(course, assignment, newest, first)
    done = []
    for student in members:
        for mate, of_mate in kept.items():
            for one in of_mate if mate != student else ():
                if not one.receipt.by:
                    brought = replace(one.receipt, by=mate)
                    keep_attempt(course, assignment, student, one.path.read_bytes(), brought)
        if student == newest or receipts[student].digest == first.digest:
            continue
        target = course.step("submitted", assignment, student) / f"{assignment}.ipynb"
        write_atomically(target, content)
        write_receipt(course, assignment, student, replace(first, by=newest))
        remark = f"handed in by {newest} of the same group"
        done.append(
            Collected(
                first.file,
                student,
                assignment,
                "collected",
                "",
                first.time,
                first.source,
                (remark,),
            )
        )
    return done


def _content(course: Course, assignment: str, student: str, receipt: Receipt) -> bytes:
    """Return what a student handed in last, which may not be the attempt that counts."""
    for one in attempts(course, assignment, student):
        if one.receipt.digest == receipt.digest:
            return one.path.read_bytes()
    return course.submitted(assignment)[student].read_bytes()


def _moment(receipt: Receipt) -> float:
    at = read_time(receipt.time)
    return at.timestamp() if at else 0.0
