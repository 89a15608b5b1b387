"""The simulated class: every kind of student, through every step, in a folder of its own."""

from __future__ import annotations

import json

import pytest
from tiny_course import TINY
from typer.testing import CliRunner

from autograder import demo
from autograder.commands import register
from autograder.course import Course
from autograder.execute import Limits
from autograder.plan import Plan
from course_lib.cli import app

register(app)


def test_demo_grades_a_class(class_course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "LIMITS", Limits(cell=1.0))
    (class_course.root / "students.csv").write_text("id,name\nreal,Somebody\n")
    done = CliRunner().invoke(app, ["demo", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["students"], told["graded"], told["failed"]) == (8, 7, 1)
    scores = told["scores"][TINY]
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
    assert {k: v[0].splitlines()[-1].strip() for k, v in demo.make_mistakes(plan).items()} == {
        "double": "return np.asarray(x) - 2",
        "halve": "return half",
    }
    assert "np.asarray(x) - 2" in demo.make_mistakes(plan)["halve"][0]
