"""Formgrader as a person marks in it: without names, with the rubric, and with a memory."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from servers import PATIENCE, serve

from autograder.course import Course
from autograder.grading import gradebook
from autograder.grading.grade import grade_assignments
from autograder.running.execute import Limits
from tests.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.sandbox]

Address = Callable[[str], str]
ROOT = Path(__file__).parents[2]
TINY = "90_tiny"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """One student, whose only written answer nobody has read."""
    root = tmp_path_factory.mktemp("marking") / "course"
    shutil.copytree(ROOT / "tests" / "fixtures" / "solutions", root / "solutions")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    (root / "students.csv").write_text("id,name\ns1,Ana Conda\n")
    course = Course.at(root)
    from autograder.grading.grade import prepare

    prepare(course, TINY)
    folder = course.step("submitted", TINY, "s1")
    folder.mkdir(parents=True)
    shutil.copy(course.step("release", TINY) / f"{TINY}.ipynb", folder)
    grade_assignments(course, [TINY], Limits())
    return course


@pytest.fixture(scope="module")
def form(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Return the address of a page of the server; that of "" logs in."""
    command = ["jupyter", "lab", "--allow-root", "--ServerApp.root_dir", str(course.root)]
    with serve(command, course.root, tmp_path_factory.mktemp("config")) as address:
        start, _, token = address.partition("/lab")
        yield lambda page: f"{start}/{page or 'login' + token}"


def explained(course: Course) -> str:
    program = Path(sys.executable).with_name("course")
    done = subprocess.run(
        [program, "explain", "90", "s1"], cwd=course.root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_mark_is_given_by_click_and_its_giver_is_known(
    page: Any, course: Course, form: Address
) -> None:
    with gradebook.open_gradebook(course) as book:
        (submission,) = book.notebook_submissions(TINY, TINY)
        number = submission.id
    page.goto(form(""))
    page.goto(form(f"formgrader/gradebook/{TINY}/{TINY}"))
    page.get_by_text("Submission #1").first.wait_for()
    assert not page.get_by_text("Conda").first.is_visible(), "the list of what is to mark"

    page.goto(form(f"formgrader/submissions/{number}/"))
    page.get_by_text("Submission #1").first.wait_for()
    assert not page.get_by_text("Conda").first.is_visible(), "the page on which it is marked"
    answer = page.locator(".marked", has=page.locator("#explain_halve"))
    box = answer.locator(".rubric").bounding_box()
    beside = answer.locator(".by-student").bounding_box()
    assert box["x"] >= beside["x"] + beside["width"], "the rubric stands beside the answer"
    model = answer.get_by_text("Halving undoes doubling exactly")
    assert not model.is_visible()

    def opened() -> bool:
        # The page moves while grades and comments come: a click may land where it was.
        if not model.is_visible():
            answer.get_by_text("Model answer").click()
        return bool(model.is_visible())

    assert until(opened)

    # Before formgrader has its grades nothing can be clicked, since nothing would keep it.
    first = answer.locator("[data-cell]").first
    assert until(first.is_enabled)
    marks = course.grading / "marks" / "s1.changes"
    for number, part in enumerate(("the inverse", "a number of the run"), 1):
        answer.get_by_label(part).check()
        assert until(lambda n=number: marks.exists() and len(marks.read_text().splitlines()) == n)
    assert until(lambda: page.locator("#explain_halve").input_value() == "5")
    page.locator("#explain_halve-comment").fill("Well seen.")
    page.locator("#explain_halve-comment").blur()
    assert until(lambda: "Well seen." in marks.read_text())

    told = explained(course)
    who = pwd.getpwuid(os.getuid()).pw_name
    lines = [line.strip() for line in told.splitlines() if f" {who}: " in line]
    assert [line.partition(f"{who}: ")[2] for line in lines] == [
        "gave 3",
        "gave 5",
        "gave 5, comment: Well seen.",
    ]
    assert all(" UTC " in line for line in lines)
    assert "explain_halve: 5 points by hand" in told and "nobody knows" not in told

    page.reload(timeout=PATIENCE)
    assert until(lambda: page.locator("#explain_halve").input_value() == "5")
