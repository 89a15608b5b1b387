"""From the hand-written source of a notebook to the instructor's and the student's .ipynb."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader import preprocessors

from autograder.building.plan import kind_of
from autograder.course import Course
from course_lib.student.errors import CourseError

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_PREDICTION = re.compile(r'^\s*(\w+) = predict\("[^"]*"\)\s*$', re.MULTILINE)


def release_id(source: str) -> str:
    """Return the id of the release that is made from a source: a hash of its text."""
    return hashlib.sha256(source.replace("\r\n", "\n").encode()).hexdigest()[:12]


def content_hash(notebook: Mapping[str, Any]) -> str:
    """Return a hash of what a person edits in a notebook: cells, their order and their text."""
    cells = [
        [cell.get("cell_type"), _joined(cell.get("source", "")), cell.get("attachments")]
        for cell in notebook["cells"]
    ]
    return hashlib.sha256(json.dumps(cells, sort_keys=True).encode()).hexdigest()[:16]


def _joined(source: Any) -> str:
    return "".join(source) if isinstance(source, list) else str(source)


def build_source(path: Path) -> NotebookNode:
    """Return the instructor's notebook of a source, with stable cell ids.

    A cell's id is its grade_id, else "cell-" and its number. Raises CourseError when the source is
    not a notebook.
    """
    import jupytext

    text = path.read_text(encoding="utf-8")
    try:
        notebook: NotebookNode = jupytext.reads(text, fmt="py:percent")
    except Exception as error:
        raise CourseError(f"{path} is not a notebook in the percent format: {error}") from None
    for index, cell in enumerate(notebook.cells):
        cell.metadata.pop("lines_to_next_cell", None)
        cell.id = cell.metadata.get("nbgrader", {}).get("grade_id") or f"cell-{index:03d}"
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": KERNEL,
            "language_info": {"name": "python"},
            "course": {"release": release_id(text)},
        }
    )
    notebook.nbformat_minor = 5
    return notebook


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
    from course_lib.student.workspace import write_atomically

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

    from autograder.building.converter import run_converter

    def prepare(converter: Any) -> None:
        converter.no_database = not database
        converter.config.SaveCells.enabled = database

    problem = run_converter(GenerateAssignment, course, assignment, ".", prepare)
    if problem:
        raise CourseError(f"nbgrader could not release {assignment}: {problem}")


class ClearSolutions(preprocessors.ClearSolutions):  # type: ignore[misc]
    """Clear solutions; a prediction keeps its line, with nothing between the quotes."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, cell_index: int
    ) -> tuple[NotebookNode, Any]:
        names = predictions(cell)
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if names:
            cell.source = "\n".join(
                f'{name} = predict("")  # your letter between the quotes' for name in names
            )
        return cell, resources


def predictions(cell: Mapping[str, Any]) -> list[str]:
    """Return the names of the predictions that a cell asks for."""
    marks = cell["metadata"].get("nbgrader", {})
    if not str(marks.get("grade_id", "")).startswith("predict_"):
        return []
    return _PREDICTION.findall(cell["source"])


class Stamp(preprocessors.base.NbGraderPreprocessor):  # type: ignore[misc]
    """Record in the student's version what it held when it was made."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        nb.metadata.course.content = content_hash(nb)
        kinds = {c.id: kind_of(c) for c in nb.cells if "nbgrader" in c.metadata}
        nb.metadata.course.cells = nbformat.from_dict(kinds)
        return nb, resources
