"""The exporter and the preprocessor by which nbgrader's own commands and formgrader grade."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import GetGrades

from autograder.building.plan import SubmissionError, load_plan
from autograder.building.seed import assignment_key
from autograder.course import Course
from autograder.grading.assemble import assemble
from autograder.grading.journal import run_submission, write_record


class SubmissionExporter(NotebookExporter):
    """Read a submission as the plan's notebook with the student's cells and their results.

    nbgrader converts twice: a submission into autograded/, and that file once more to save points.
    """

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> Any:
        path = Path(filename)
        if path.parents[2].name == "autograded":
            notebook = nbformat.read(path, 4)
        else:
            notebook = _graded(path, resources["nbgrader"]["assignment"])
        return self.from_notebook_node(notebook, resources=resources, **kw)  # type: ignore[no-untyped-call]


class Grades(GetGrades):  # type: ignore[misc]
    """Put points and comments into a notebook, and say which answers nobody has read yet."""

    def _get_score(self, cell: NotebookNode, resources: Any) -> None:
        super()._get_score(cell, resources)
        name = cell.metadata.nbgrader["grade_id"]
        place = (self.notebook_id, self.assignment_id, self.student_id)
        grade = self.gradebook.find_grade(name, *place)
        cell.metadata.nbgrader["needs_manual_grade"] = bool(grade.needs_manual_grade)


def _graded(path: Path, assignment: str) -> NotebookNode:
    """Return the graded notebook of a submission at <grading>/submitted/<student>/<assignment>/."""
    grading = path.parents[3]
    course = Course(grading.parent, grading)
    plan = load_plan(course, assignment)
    student = path.parents[1].name
    run = run_submission(plan, path, assignment_key(course, assignment))
    write_record(course, plan, student, run)
    if run.submission is None or run.result is None:
        raise SubmissionError(run.reason)
    return assemble(plan, run.submission, run.result)
