"""The first part of a feedback page: what was earned and lost, and what a person wrote.

The verdicts come from the journal, points and comments from the gradebook. The notebook follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbformat import NotebookNode
from nbgrader.preprocessors.base import NbGraderPreprocessor

from autograder.course import Course
from autograder.grading.journal import read_record, result_in
from autograder.grading.pages import safe_markdown
from autograder.running.execute import CellResult
from course_lib.checking.report import coded as hint


@dataclass(frozen=True)
class Row:
    """An exercise on the page; a written answer that nobody has read has no ``score`` yet."""

    id: str
    name: str
    score: float | None
    most: float
    property: str = ""
    hint: str = ""
    cause: str = ""
    comment: str = ""


class Overview(NbGraderPreprocessor):  # type: ignore[misc]
    """Put the overview where the page's template finds it; the grades must be in the notebook."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        grading = Path(self.config.CourseDirectory.root)
        place = resources["nbgrader"]
        course = Course(grading.parent, grading)
        record = read_record(course, place["assignment"], place["student"]) or {}
        resources["overview"] = overview(nb, place, record)
        return nb, resources


def overview(nb: NotebookNode, place: Mapping[str, Any], record: Mapping[str, Any]) -> str:
    """Return the overview as HTML.

    ``nb`` has the grades of its cells, ``place`` those of the whole, ``record`` is the journal's.
    """
    folder = Path(__file__).parent
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True)
    environment.filters |= {"coded": coded, "marked": lambda text: Markup(safe_markdown(text))}
    letters = record.get("predictions", {})
    return environment.get_template("overview.html.j2").render(
        title=place["notebook"],
        score=round(place["score"], 2),
        most=round(place["max_score"], 2),
        notes=record.get("notes", ()),
        rows=list(rows(nb, record)),
        predictions={_name(cell): letter for cell, letter in letters.items()},
    )


def rows(nb: NotebookNode, record: Mapping[str, Any]) -> Iterator[Row]:
    """Yield what became of each exercise of a graded notebook, in its order."""
    result = result_in(record) if record.get("result") is not None else None
    for cell in nb.cells:
        marks = cell.metadata.get("nbgrader", {})
        if not (marks.get("grade") or marks.get("task")) or not marks.get("points"):
            continue
        name, comment = marks["grade_id"], str(marks.get("comment") or "")
        if marks.get("solution") or marks.get("task"):
            score = None if marks.get("needs_manual_grade") else _points(marks.get("score"))
            yield Row(name, f"{_name(name)} (in words)", score, marks["points"], comment=comment)
            continue
        told = first_hint(result.cells.get(name)) if result is not None else ("", "", "")
        yield Row(name, _name(name), _points(marks.get("score")), marks["points"], *told, comment)


def first_hint(cell: CellResult | None) -> tuple[str, str, str]:
    """Return the property that failed first in a test, its symptom and a likely cause."""
    if cell is None:
        return "", "", ""
    for report in cell.reports:
        if report.unwritten:
            return "", "not written yet", ""
        for outcome in report.failures:
            return outcome.name, outcome.symptom, outcome.cause
    return "", cell.reason, ""


def coded(text: str) -> Markup:
    """Return a hint as HTML, as the table of a check shows it."""
    return Markup(hint(text))


def with_overview(body: str, resources: Mapping[str, Any]) -> str:
    """Return the body of a page with the overview before everything else; formgrader has none."""
    place = '<div class="container">'
    return body.replace(place, place + resources.get("overview", ""), 1)


def _name(cell: str) -> str:
    return cell.removeprefix("test_").removeprefix("explain_").removeprefix("predict_")


def _points(score: Any) -> float:
    return round(float(score or 0.0), 2)
