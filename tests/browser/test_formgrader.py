"""Formgrader as a person marks in it: without names, with the rubric, and with a memory."""

from __future__ import annotations

import os
import pwd
from collections.abc import Callable
from typing import Any

import pytest
from in_course import run
from tiny_course import TINY, put

from autograder.course import Course
from autograder.grading import gradebook
from autograder.grading.grade import grade_assignments, prepare
from autograder.running.execute import Limits
from tests.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.sandbox]

Address = Callable[[str], str]
STUDENT = "s3"


@pytest.fixture(scope="module")
def course(term: Course) -> Course:
    """One more student, whose only written answer nobody has read."""
    prepare(term, TINY)
    release = term.step("release", TINY) / f"{TINY}.ipynb"
    put(term, STUDENT, release.read_bytes())
    grade_assignments(term, [TINY], Limits())
    return term


@pytest.fixture(scope="module")
def form(course: Course, term_lab: str) -> Address:
    """Return the address of a page of the server; that of "" logs in."""
    start, _, token = term_lab.partition("/lab")
    return lambda page: f"{start}/{page or 'login' + token}"


def test_a_mark_is_given_by_click_and_its_giver_is_known(
    page: Any, course: Course, form: Address
) -> None:
    with gradebook.open_gradebook(course) as book:
        number = book.find_submission_notebook(TINY, TINY, STUDENT).id
    page.goto(form(""))
    page.goto(form(f"formgrader/gradebook/{TINY}/{TINY}"))
    page.get_by_text("Submission #").first.wait_for()
    assert not page.get_by_text("Ana Maria").first.is_visible(), "the list of what is to mark"

    page.goto(form(f"formgrader/submissions/{number}/"))
    page.get_by_text("Submission #").first.wait_for()
    assert not page.get_by_text("Ana Maria").first.is_visible(), "the page on which it is marked"
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

    marks = course.grading / "marks" / f"{STUDENT}.changes"
    for number, part in enumerate(("the inverse", "a number of the run"), 1):
        answer.get_by_label(part).check()
        assert until(lambda n=number: marks.exists() and len(marks.read_text().splitlines()) == n)
    assert until(lambda: page.locator("#explain_halve").input_value() == "5")
    page.locator("#explain_halve-comment").fill("Well seen.")
    page.locator("#explain_halve-comment").blur()
    assert until(lambda: "Well seen." in marks.read_text())

    told = run(course, "explain", TINY[:2], STUDENT)
    who = pwd.getpwuid(os.getuid()).pw_name
    lines = [line.strip() for line in told.splitlines() if f" {who}: " in line]
    assert [line.partition(f"{who}: ")[2] for line in lines] == [
        "gave 3",
        "gave 5",
        "gave 5, comment: Well seen.",
    ]
    assert all(" UTC " in line for line in lines)
    assert "explain_halve: 5 points by hand" in told and "nobody knows" not in told

    # Before formgrader has its grades nothing can be given, since nothing would keep it.
    held: list[Any] = []
    page.route("**/formgrader/api/grades?*", lambda route: held.append(route))
    page.reload()
    score, comment = page.locator("#explain_halve"), page.locator("#explain_halve-comment")
    first = answer.locator("[data-cell]").first
    assert until(lambda: score.count() and held)
    assert not (score.is_editable() or comment.is_editable() or first.is_enabled())
    held[0].continue_()
    assert until(lambda: score.input_value() == "5")
    assert until(lambda: score.is_editable() and comment.is_editable() and first.is_enabled())
