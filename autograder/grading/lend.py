"""A part of a class for another machine: a grading/ folder with what it needs, and no more.

It holds the submissions, their records and marks, the list of students, and the key of this one
notebook in a file for its owner alone. The secret of the course stays here. ``gather`` takes back
what was done with it.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from autograder.building.plan import Plan
from autograder.building.seed import assignment_key, lent_key
from autograder.course import Course
from autograder.grading.journal import record_path
from autograder.grading.marks import marks_path
from autograder.running.deciding import made_with
from course_lib.student.errors import CourseError
from course_lib.student.workspace import write_atomically


def lend(course: Course, plan: Plan, students: list[str], folder: Path) -> None:
    """Write what is needed to grade some submissions into a new folder.

    Raises CourseError when there is something in it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CourseError(f"{folder} is not empty: name a new folder.")
    name = plan.assignment
    there = Course(course.root, folder)
    for student in students:
        shutil.copytree(
            course.step("submitted", name, student),
            there.step("submitted", name, student),
            symlinks=True,
        )
        known = (
            record_path(course, name, student),
            marks_path(course, student),
            course.grading / "handed_in" / name / f"{student}.json",
            *(course.grading / "attempts" / name / student).glob("[!.]*"),
        )
        for path in filter(Path.is_file, known):
            write_atomically(folder / path.relative_to(course.grading), path.read_bytes())
    for path in (course.grading / "students.csv", course.root / "students.csv"):
        if path.is_file():
            write_atomically(folder / "students.csv", path.read_bytes())
            break
    key = {"key": assignment_key(course, name).hex(), "made_with": made_with(plan)}
    path = lent_key(there, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(key, file)


def check_lent(course: Course, plan: Plan) -> None:
    """Raise CourseError if a folder was lent to be graded by other checks or versions."""
    path = lent_key(course, plan.assignment)
    if (course.grading / "secret").exists() or not path.is_file():
        return
    wanted, own = json.loads(path.read_text(encoding="ascii"))["made_with"], made_with(plan)
    if differ := [f"{k} {own.get(k)} and not {v}" for k, v in wanted.items() if own.get(k) != v]:
        raise CourseError(
            f"{course.grading} was lent for other marks than this machine gives: it has "
            f"{', '.join(differ)}. Bring both to the same version, and lend it anew."
        )
