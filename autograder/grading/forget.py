"""Remove a student everywhere: what was handed in, every record and mark, and the lists.

What was made of the class's data (tables, reports, parcels) is removed as a whole: it is made anew
without the student.
"""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

from autograder.course import Course
from autograder.grading import gradebook
from autograder.grading.agreed import EXTENSIONS, GROUPS
from autograder.grading.attempts import attempts, write_known
from autograder.grading.receipt import Receipt, read_receipt, write_receipt
from course_lib.student.errors import CourseError
from course_lib.student.workspace import STUDENT_ID, write_atomically

LISTS = ("students.csv", EXTENSIONS, GROUPS)
#: What is made from the records of a whole class, below grading/.
DERIVED = ("reports", "grades.csv", "handed_in/unmatched.json")


def forget(course: Course, student: str) -> list[str]:
    """Remove a student; return what was removed.

    Raises CourseError when nothing is known of such a student.
    """
    if not STUDENT_ID.fullmatch(student):
        raise CourseError(f"{student!r} cannot be a student's id.")
    removed = _from_gradebook(course, student)
    for path in sorted(course.grading.rglob("*")):
        if path.name == student or path.stem == student:
            removed += _remove(path, course)
    for folder in (course.root, course.grading):
        for name in LISTS:
            removed += _from_list(folder / name, student)
    if not removed:
        raise CourseError(f"Nothing is known of {student!r} in {course.grading}.")
    for assignment in course.assignments:
        for mate in course.submitted(assignment):
            receipt = read_receipt(course, assignment, mate)
            if receipt.by == student:
                write_receipt(course, assignment, mate, _without_uploader(receipt))
            for one in attempts(course, assignment, mate):
                if one.receipt.by == student:
                    write_known(one.path, _without_uploader(one.receipt))
    for name in (*DERIVED, *(f"feedback/{p.name}" for p in course.grading.glob("feedback/*.zip"))):
        if (course.grading / name).exists():
            removed += _remove(course.grading / name, course)
    return removed


def _without_uploader(receipt: Receipt) -> Receipt:
    return replace(receipt, by="somebody of the same group", file="", uploader=None)


def _from_gradebook(course: Course, student: str) -> list[str]:
    if not (course.grading / "gradebook.db").is_file():
        return []
    with gradebook.open_gradebook(course) as book:
        if student not in {one.id for one in book.students}:
            return []
        book.remove_student(student)
    return ["gradebook.db: the student with all marks and comments"]


def _remove(path: Path, course: Course) -> list[str]:
    if not path.exists() and not path.is_symlink():
        return []
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
    return [path.relative_to(course.grading).as_posix()]


def _from_list(path: Path, student: str) -> list[str]:
    """Take the lines of a student out of a table; the others stay as they are, byte for byte."""
    if not path.is_file():
        return []
    content = path.read_bytes()
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    lines = content.decode(encoding, "surrogateescape").splitlines(keepends=True)
    kept = [line for line in lines if student not in _cells(line)]
    if len(kept) == len(lines):
        return []
    write_atomically(path, "".join(kept).encode(encoding, "surrogateescape"))
    return [f"{path.name}: {len(lines) - len(kept)} lines"]


def _cells(line: str) -> set[str]:
    found: set[str] = set()
    for mark in ",;\t|":
        cells = next(csv.reader([line], delimiter=mark, skipinitialspace=True), [])
        found |= {cell.strip().removeprefix("#") for cell in cells}
    return found
