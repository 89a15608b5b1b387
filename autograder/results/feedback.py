"""The feedback page of each student: nbgrader's, without what a student must not see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.preprocessors.base import NbGraderPreprocessor

from autograder.building.converter import run_converter
from autograder.building.plan import load_plan
from autograder.course import Course
from autograder.grading.rows import class_rows
from course_lib.student.errors import CourseError


def give_feedback(
    course: Course, assignment: str, progress: Callable[[str], None] = lambda student: None
) -> dict[str, str]:
    """Write the page of every graded student; return what went wrong, by student.

    Raises CourseError when nobody's work was graded.
    """
    from nbgrader.converters import GenerateFeedback

    load_plan(course, assignment)
    graded = [r.student for r in class_rows(course, assignment) if r.state == "graded"]
    if not graded:
        raise CourseError(
            f"Nobody's {assignment} is graded. Grade first: `course grade {assignment[:2]}`."
        )
    problems = {}
    for student in graded:
        problem = run_converter(GenerateFeedback, course, assignment, student)
        if problem:
            problems[student] = problem
        progress(student)
    return problems


class _Compiled(BytecodeCache):
    """Templates as Jinja compiled them, for every exporter of this process."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


_compiled = _Compiled()


class PageExporter(HTMLExporter):
    """Write a page: nbgrader takes a new exporter for each, and half of its time is compiling."""

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.bytecode_cache = _compiled
        return environment


class ForStudents(NbGraderPreprocessor):  # type: ignore[misc]
    """Take hidden tests and mark schemes out of a graded notebook."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, cell_index: int
    ) -> tuple[NotebookNode, Any]:
        marks: Mapping[str, Any] = cell.metadata.get("nbgrader", {})
        if marks.get("task") or (marks.get("grade") and not marks.get("solution")):
            cell.source = without_regions(cell.source, ("HIDDEN TESTS", "MARK SCHEME"))
        return cell, resources


def without_regions(source: str, names: tuple[str, ...]) -> str:
    """Return a source without the lines from "BEGIN name" to "END name"."""
    kept, inside = [], False
    for line in source.split("\n"):
        if any(f"BEGIN {name}" in line for name in names):
            inside = True
        elif any(f"END {name}" in line for name in names):
            inside = False
        elif not inside:
            kept.append(line)
    return "\n".join(kept)
