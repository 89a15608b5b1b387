"""From the instructor's notebook to the student's, by nbgrader."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.building.converter import run_converter
from autograder.course import Course
from course_lib.student.errors import CourseError
from course_lib.student.workspace import write_atomically


def make_release(course: Course, assignment: str, source: NotebookNode) -> NotebookNode:
    """Return the student's version of an instructor's notebook, made by nbgrader.

    Raises CourseError, with nbgrader's words, when nbgrader refuses.
    """
    course.grading.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="build-", dir=course.grading))
    try:
        here = Course(course.root, scratch)
        write_source(here, assignment, source)
        generate(here, assignment, database=False)
        built: NotebookNode = nbformat.read(
            here.step("release", assignment) / f"{assignment}.ipynb", 4
        )
        return built
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def write_source(course: Course, assignment: str, source: NotebookNode) -> None:
    """Put the instructor's notebook where nbgrader looks for it."""
    nbformat.validate(source)
    path = course.step("source", assignment) / f"{assignment}.ipynb"
    write_atomically(path, to_bytes(source))


def to_bytes(notebook: NotebookNode) -> bytes:
    """Return the file content of a notebook."""
    text: str = nbformat.writes(notebook, version=nbformat.NO_CONVERT)
    return (text + "\n").encode()


def generate(course: Course, assignment: str, database: bool) -> None:
    """Run nbgrader's generate_assignment: source/ to release/, with or without the gradebook.

    Raises CourseError when nbgrader refuses.
    """
    from nbgrader.converters import GenerateAssignment

    def prepare(converter: Any) -> None:
        converter.no_database = not database
        converter.config.SaveCells.enabled = database

    problem = run_converter(GenerateAssignment, course, assignment, ".", prepare)
    if problem:
        raise CourseError(f"nbgrader could not release {assignment}: {problem}")
