"""The rubric: read from the source, and on a feedback page when nobody can use it any more."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tiny_course import RIGHT, ROOT, TINY, put
from traitlets.config import Config, Configurable

from autograder.building.choices import ELSEWHERE
from autograder.building.plan import Plan
from autograder.course import Course
from autograder.grading.grade import grade_assignments
from autograder.results.feedback import give_feedback
from autograder.results.rubric import Rubric, parts, split
from autograder.running.execute import Limits
from autograder.sandbox import for_our_own

PARTS = "3 points for the inverse, 2 points for a number of the run."
WRITTEN = re.compile(r'answer="(explain_\w+)" points=(\d+)\n(.*?)# ### END SOLUTION', re.DOTALL)


def test_model_answer_and_rubric_are_told_apart(plan: Plan) -> None:
    sources = {step.id: step.source for step in plan.steps}
    model, rubric = split(sources["explain_halve"])
    assert model.startswith("Halving undoes doubling") and "Rubric" not in model
    assert rubric == PARTS
    assert split(sources["plot_task"]) == ("", "Any curve with labelled axes is fine.")


def test_parts_add_up_or_there_are_none() -> None:
    expected = [(3.0, "the inverse"), (2.0, "a number of the run.")]
    assert parts(PARTS, 5.0) == expected
    assert parts(PARTS, 6.0) == []
    assert parts("Whatever is right.", 5.0) == []


def test_the_rubrics_of_the_course_have_parts_to_click() -> None:
    whole = []
    for path in sorted((ROOT / "solutions").glob("[0-9]*/[0-9]*.py")):
        for name, points, body in WRITTEN.findall(path.read_text(encoding="utf-8")):
            text = "\n".join(line.removeprefix("#").strip() for line in body.splitlines())
            rubric = split(text)[1]
            assert rubric, (path.name, name)
            if not parts(rubric, float(points)):
                whole.append(name)
    assert whole == ["explain_clipping"], "its last part is for each of two sides"


@pytest.fixture
def due(class_course: Course, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Course]:
    """Return the course with its due date some days from now."""
    monkeypatch.setenv(ELSEWHERE, str(class_course.root / "course.toml"))

    def make(days: float | None, late: str = "", extension: str = "") -> Course:
        at = datetime.now(UTC) + timedelta(days=days or 0)
        line = f"{TINY} = {at.isoformat()}" if days is not None else ""
        text = f'[term]\ntime_zone = "UTC"\n{late}\n[term.due]\n{line}\n'
        (class_course.root / "course.toml").write_text(text)
        (class_course.root / "extensions.csv").write_text(f"id,until\n{extension}")
        return class_course

    return make


@pytest.mark.parametrize(
    ("days", "late", "extension", "shown"),
    [
        (-1, "", "", True),
        (1, "", "", False),
        (None, "", "", False),
        (-1, "late = { last_day = 2 }", "", False),
        (-3, "late = { last_day = 2 }", "", True),
        (-1, "", "s9,2\n", False),
    ],
)
def test_a_page_has_the_rubric_when_nobody_can_hand_in(
    due: Callable[..., Course], days: float | None, late: str, extension: str, shown: bool
) -> None:
    course = due(days, late, extension)
    config = Config({"CourseDirectory": {"root": str(course.grading)}})
    rubric = Rubric(parent=Configurable(config=config))
    marks = {"grade_id": "explain_halve", "solution": True, "grade": True}
    found = rubric({"metadata": {"nbgrader": marks}}, {"nbgrader": {"assignment": TINY}})
    assert ("a number of the run" in found) is shown
    assert "exponent" not in found, "the model answer is on no page of a student"
    assert rubric({"metadata": {}}, {}) == ""


def test_the_feedback_page_carries_it(
    due: Callable[..., Course], handed: Callable[..., Any], tmp_path: Path
) -> None:
    course = due(-1)
    put(course, "s1", handed(RIGHT))
    grade_assignments(course, [TINY], Limits(protection=for_our_own()))
    for days, shown in ((-1, True), (1, False)):
        due(days)
        assert give_feedback(course, TINY) == {}
        page = (course.grading / f"feedback/s1/{TINY}/{TINY}.html").read_text(encoding="utf-8")
        assert ("a number of the run" in page) is shown
        assert "exponent" not in page
