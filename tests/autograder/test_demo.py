"""The simulated class: every kind of student, through every step, in a folder of its own."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tiny_course import TINY
from typer.testing import CliRunner

from autograder import demo
from autograder.building.plan import Plan
from autograder.commands import register
from autograder.course import HOUSE, Course
from autograder.running.execute import Limits
from course_lib.student.cli import app

register(app)


def test_demo_grades_a_class(class_course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "LIMITS", Limits(cell=1.0))
    (class_course.root / "students.csv").write_text("id,name\nreal,Somebody\n")
    done = CliRunner().invoke(app, ["demo", "--json"])
    assert done.exit_code == 0, done.output
    summary = json.loads(done.stdout)
    assert (summary["students"], summary["graded"], summary["failed"]) == (8, 7, 1)
    scores = summary["scores"][TINY]
    assert scores["perfect"]["score"] == scores["perfect"]["max"] == 20.0
    assert scores["blank"]["score"] == 0.0
    assert scores["broken"]["score"] is None
    assert scores["broken"]["state"] == "failed"
    assert scores["broken"]["reason"]
    assert scores["crash"]["score"] == scores["loop"]["score"] == 8.0
    assert scores["all-wrong"]["score"] == 0.0
    folder = class_course.grading / "demo"
    assert len(list(folder.glob("feedback/*/*/*.html"))) == 7
    assert (folder / "grades.csv").is_file()
    assert not list(class_course.grading.glob("submitted/*")), "the real class is not touched"


def test_mistakes_come_from_the_bank_or_from_a_changed_operator(plan: Plan) -> None:
    double, halve = demo.make_mistakes(plan).values()
    assert double[0]["double"].endswith("return np.asarray(x) - 2")
    assert "np.asarray(x) - 2" in halve[0]["halve"]
    bank = HOUSE / "solutions" / "00_warmup" / "answers" / "relu" / "wrong"
    assert list(bank.glob("*.py"))
    step = plan.steps[4]
    relu = [
        replace(step, id=name, source=f"def {name}(x): ...") for name in ("relu_forward", "other")
    ]
    tests = [replace(plan.steps[5], source="relu_forward(1), other(1)")]
    known = demo.make_mistakes(Plan("00_warmup", "", (*relu, *tests)))
    assert {tuple(sources) for sources in known["relu"]} == {("relu_forward",)}
    assert "other" not in known, "there is no operator to change"
