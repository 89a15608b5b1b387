"""A notebook for machines where the course is not installed: Colab, Kaggle, a browser's Python."""

from __future__ import annotations

from typing import Any

import nbformat

from autograder.building.build import to_bytes
from autograder.course import Course
from course_lib.student.workspace import read_notebook

INSTALL = "install_course"
_SOURCE = """\
# Where the course is not installed yet, this installs it; elsewhere it does nothing.
import importlib.util

if importlib.util.find_spec("course_lib") is None:
    %pip install -q {package}"""


def with_installation(course: Course, assignment: str, package: str) -> bytes:
    """Return a released notebook whose first code cell installs ``package`` where it is missing."""
    notebook: Any = nbformat.from_dict(read_notebook(course.released(assignment)))
    cell = nbformat.v4.new_code_cell(_SOURCE.format(package=package), id=INSTALL)
    first = next(i for i, c in enumerate(notebook.cells) if c.cell_type == "code")
    notebook.cells.insert(first, cell)
    return to_bytes(notebook)
