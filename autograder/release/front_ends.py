"""A notebook for machines where the course is not installed: Colab, Kaggle, a browser's Python."""

from __future__ import annotations

from typing import Any

import nbformat

from autograder.building.build import to_bytes
from autograder.course import Course
from course_lib.student.workspace import FRONT_END, read_notebook

INSTALL, HAND_IN = "install_course", "hand_in"
_SOURCE = """\
# Where the course is not installed yet, this installs it; elsewhere it does nothing.
import importlib.util

if importlib.util.find_spec("course_lib") is None:
    %pip install -q {package}"""
_OFFER = """\
# To hand in: save the notebook, put your student id between the quotes, and run this cell.
from course_lib.student.download import offer

offer("{name}", student="")"""


def for_front_ends(course: Course, assignment: str, package: str) -> bytes:
    """Return a released notebook with two cells more, for places without the course's commands.

    The first code cell installs ``package`` where it is missing; the last one offers the file to
    hand in.
    """
    notebook: Any = nbformat.from_dict(read_notebook(course.released(assignment)))
    first = next(i for i, c in enumerate(notebook.cells) if c.cell_type == "code")
    notebook.cells.insert(first, _cell(_SOURCE.format(package=package), INSTALL))
    notebook.cells.append(_cell(_OFFER.format(name=assignment), HAND_IN))
    return to_bytes(notebook)


def _cell(source: str, name: str) -> Any:
    return nbformat.v4.new_code_cell(source, id=name, metadata={"tags": [FRONT_END]})
