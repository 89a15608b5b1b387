"""A gradebook made anew from the journal and the marks by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.course import Course
from autograder.grading import gradebook
from autograder.grading.grade import prepare
from autograder.grading.journal import Run, read_records, result_in, take_in
from autograder.grading.lock import only_grader
from autograder.grading.marks import copied_at, known
from autograder.grading.state import Locked
from course_lib.student.errors import CourseError


@dataclass(frozen=True)
class Rebuilt:
    """What a new gradebook was made of; ``problems`` tell who is not in it, by notebook and id."""

    submissions: int
    marks: int
    copied_at: str
    kept: Path | None
    problems: dict[str, str]


def rebuild(course: Course, progress: Callable[[str], None] = lambda done: None) -> Rebuilt:
    """Make gradebook.db anew; the one that is there is kept under another name.

    Raises CourseError when there is nothing to make it from.
    """
    names = [name for name in course.assignments if read_records(course, name)]
    if not names:
        raise CourseError(
            f"There are no results in {course.grading / 'results'} to make a gradebook of. "
            "Grade first: `course grade NOTEBOOK`."
        )
    kept = _put_aside(course) if (course.grading / "gradebook.db").exists() else None
    done, problems = 0, {}
    for name in names:
        plan, submitted = prepare(course, name), course.submitted(name)
        with only_grader(course, name), gradebook.open_gradebook(course) as book:
            for student, record in read_records(course, name).items():
                result = result_in(record)
                if result is None:
                    continue
                if student not in submitted:
                    problems[f"{name} {student}"] = "nothing is handed in any more"
                    continue
                run = take_in(plan, submitted[student])
                if run.digest != record["submission"]:
                    problems[f"{name} {student}"] = "handed in again since: grade it"
                    continue
                run = Run(run.digest, run.submission, result, "", record["seed"])
                if problem := gradebook.project(book, course, plan, student, run):
                    problems[f"{name} {student}"] = problem
                else:
                    done += 1
                progress(f"{name} {student}")
    gradebook.save_students(course, course.roster())
    return Rebuilt(done, len(known(course)), copied_at(course), kept, problems)


def _put_aside(course: Course) -> Path:
    try:
        gradebook.open_gradebook(course).close()  # what can be read of it is copied
    except Locked:
        raise
    except CourseError:
        pass  # that is why there is this command
    path = course.grading / "gradebook.db"
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:6]
    aside = path.with_name(f"gradebook-{stamp}-{digest}.db")
    path.rename(aside)
    return aside
