"""The rubric of a written answer: beside the answer where it is marked, and on feedback pages.

In a source it is the last paragraph of the model answer:

    Rubric: 2 points for both numbers of the own run; 3 points for the reason.

Formgrader shows model answer and rubric beside each answer, and a click on a part gives its points.
A feedback page carries the rubric when nobody can hand in for points any more; it never carries
the model answer, for next year's class would get it too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup
from traitlets.config import Configurable

from autograder.building.plan import Step, load_plan
from autograder.building.source import SOLUTION
from autograder.course import Course
from autograder.grading.lateness import last_moment
from autograder.grading.pages import safe_markdown
from course_lib.student.errors import CourseError

_RUBRIC = re.compile(r"^(?:\*\*)?Rubric:(?:\*\*)?\s*", re.MULTILINE)
_SCHEME = re.compile(r"^.*(?:BEGIN|END) MARK SCHEME.*$", re.MULTILINE)
_PART = re.compile(r"(?:^|(?<=[.;:,] ))(\d+(?:\.\d+)?)(?: points?)? for ")


def split(source: str) -> tuple[str, str]:
    """Return the model answer and the rubric of an instructor's cell, each "" if there is none.

    A task has no model answer: all of its mark scheme is the rubric.
    """
    if "BEGIN MARK SCHEME" in source:
        return "", _SCHEME.split(source)[1].strip()
    text = SOLUTION.sub("", source).strip()
    model, *rubric = _RUBRIC.split(text, maxsplit=1)
    return model.strip(), "".join(rubric).strip()


def parts(rubric: str, points: float) -> list[tuple[float, str]]:
    """Return the points and the text of each part of a rubric.

    It is empty where the parts do not add up to ``points``: such a rubric is only shown.
    """
    text = " ".join(rubric.split())
    starts = list(_PART.finditer(text))
    ends = [*(start.start() for start in starts[1:]), len(text)][: len(starts)]
    found = [
        (float(start[1]), text[start.end() : end].strip(" ;,"))
        for start, end in zip(starts, ends, strict=True)
    ]
    return found if found and sum(worth for worth, _ in found) == points else []


class Rubric(Configurable):
    """A filter of the pages' templates: what stands beside a cell that a person marks."""

    def __call__(self, cell: Mapping[str, Any], resources: Mapping[str, Any]) -> str:
        """Return the HTML beside a cell; "" for most of them."""
        marks = cell["metadata"].get("nbgrader", {})
        by_hand = (marks.get("solution") and marks.get("grade")) or marks.get("task")
        exporter: Any = self.parent
        root = Path(exporter.config.CourseDirectory.root)
        if not by_hand or not root.is_dir():
            return ""
        form = "submission_id" in resources
        name = resources["assignment_id"] if form else resources["nbgrader"]["assignment"]
        course = Course(root.parent, root)
        step = _steps(course, name).get(marks["grade_id"])
        if step is None:
            return ""
        model, rubric = split(step.source)
        if form:
            return _form(step, model, rubric)
        at = last_moment(course, name)
        if not rubric or at is None or datetime.now(UTC) <= at:
            return ""
        return f'<div class="rubric"><b>Rubric.</b> {safe_markdown(rubric)}</div>'


def _steps(course: Course, name: str) -> dict[str, Step]:
    try:
        return {step.id: step for step in load_plan(course, name).steps}
    except CourseError:
        return {}


def _form(step: Step, model: str, rubric: str) -> str:
    """Return what formgrader shows; the points are the sum of the parts that are clicked."""
    found = parts(rubric, step.points)
    boxes = "".join(
        f'<label><input type="checkbox" disabled data-points="{worth:g}" '
        f'data-cell="{escape(step.id)}"> <b>{worth:g}</b> {escape(text)}</label>'
        for worth, text in found
    )
    shown = [f"<b>Rubric.</b> {boxes or safe_markdown(rubric)}"] if rubric else []
    if model:
        shown.append(f"<details><summary>Model answer</summary>{safe_markdown(model)}</details>")
    return Markup(f'<div class="rubric">{"".join(shown)}</div>') if shown else ""
