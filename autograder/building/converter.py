"""nbgrader's settings, and its converters run in this process.

Plain nbgrader commands and formgrader's buttons read ``configure`` through nbgrader_config.py, so
they run a submission the way ``course grade`` does.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from traitlets.config import Config

from autograder.course import EXCHANGE, HOUSE, Course
from course_lib.student.workspace import WRITE_HERE

_STEPS = ("source", "release", "submitted", "autograded", "feedback")
_PREPROCESSORS = "nbgrader.preprocessors."
# SQLAlchemy's remark about the order in which nbgrader adds its objects.
NOT_IN_SESSION = "Object of type .* not in session"


def configure(c: Config, root: Path, grading: Path | None = None) -> None:
    """Fill in nbgrader's settings for the course in ``root``."""
    course = Course(root.resolve(), (grading or root / "grading").resolve())
    for step in _STEPS:
        (course.grading / step).mkdir(parents=True, exist_ok=True)
    # nbgrader starts `alembic` by name when it makes a gradebook.
    tools = str(Path(sys.executable).parent)
    if tools not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([tools, os.environ.get("PATH", "")])
    c.CourseDirectory.root = str(course.grading)
    # On a hub its settings say both. Elsewhere formgrader would warn that there is no exchange.
    c.CourseDirectory.course_id = os.environ.get("COURSE_ID", "course")
    c.Exchange.root = os.environ.get("COURSE_EXCHANGE") or str(_exchange(course))
    c.ExchangeFactory.collect = "autograder.hub.exchange.Collect"
    c.GenerateAssignment.preprocessors = [
        _PREPROCESSORS + "LockCells",
        "autograder.building.release_cells.ClearSolutions",
        _PREPROCESSORS + "ClearOutput",
        _PREPROCESSORS + "CheckCellMetadata",
        _PREPROCESSORS + "ComputeChecksums",
        _PREPROCESSORS + "SaveCells",
        _PREPROCESSORS + "ClearHiddenTests",
        _PREPROCESSORS + "ClearMarkScheme",
        _PREPROCESSORS + "ComputeChecksums",
        _PREPROCESSORS + "CheckCellMetadata",
        "autograder.building.release_cells.Stamp",
    ]
    c.ClearSolutions.text_stub = WRITE_HERE
    c.Autograde.exporter_class = "autograder.grading.exporter.SubmissionExporter"
    c.Autograde.sanitize_preprocessors = [_PREPROCESSORS + "CheckCellMetadata"]
    c.Autograde.autograde_preprocessors = [
        _PREPROCESSORS + "SaveAutoGrades",
        _PREPROCESSORS + "AssignLatePenalties",
        _PREPROCESSORS + "CheckCellMetadata",
    ]
    c.GenerateFeedback.exporter_class = "autograder.results.feedback.PageExporter"
    c.GenerateFeedback.preprocessors = [
        "autograder.results.feedback.ForStudents",
        "autograder.grading.exporter.Grades",
        "autograder.results.overview.Overview",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    # Of feedback pages and of formgrader.
    c.HTMLExporter.template_file = str(HOUSE / "autograder" / "grading" / "page.html.j2")
    # Every colour of this style can be read on the grey of a cell.
    c.CSSHTMLHeaderPreprocessor.style = "xcode"
    c.HTMLExporter.filters = {
        "markdown2html": "autograder.grading.pages.safe_markdown",
        "offline": "autograder.grading.pages.offline",
        "with_overview": "autograder.results.overview.with_overview",
        "rubric": "autograder.results.rubric.Rubric",
    }


def _exchange(course: Course) -> Path:
    """Return the machine's exchange, else a folder to which nobody but the instructor hands in."""
    if EXCHANGE.is_dir():
        return EXCHANGE
    folder = course.grading / "exchange"
    folder.mkdir(exist_ok=True)
    return folder


def run_converter(
    kind: type[Any],
    course: Course,
    assignment: str,
    student: str,
    prepare: Callable[[Any], None] = lambda converter: None,
) -> str:
    """Run one of nbgrader's converters in this process; return what went wrong, or nothing."""
    from nbgrader.coursedir import CourseDirectory

    config = Config()
    configure(config, course.root, course.grading)
    folders = CourseDirectory(config=config)
    folders.assignment_id, folders.student_id = assignment, student
    converter = kind(coursedir=folders, config=config)
    converter.force = True
    prepare(converter)
    with _quiet(converter.log) as lines, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=NOT_IN_SESSION)
        try:
            converter.start()
        # nbgrader ends the process where it means one student.
        except (Exception, SystemExit) as error:
            return _last_words(lines) or f"{type(error).__name__}: {error}"
    return ""


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _quiet(log: Any) -> Iterator[list[str]]:
    """Collect the errors that nbgrader logs instead of printing them."""
    logger = log if isinstance(log, logging.Logger) else log.logger
    handler, before, propagate = _Lines(), logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [handler], False
    try:
        yield handler.lines
    finally:
        logger.handlers, logger.propagate = before, propagate


def _last_words(lines: list[str]) -> str:
    """Return the error at the end of the traceback that nbgrader logged."""
    for text in lines:
        if "Traceback (most recent call last)" in text:
            return text.strip().splitlines()[-1]
    return lines[0].strip().splitlines()[0] if lines else ""
