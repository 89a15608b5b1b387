"""An instructor's afternoon: a source edited in Lab, a release, autograding, marks, feedback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from accessible import barriers
from in_course import run
from in_lab import NOTEBOOK, open_source, picture
from tiny_course import RIGHT, TINY, WRONG, put

from autograder.course import Course
from autograder.results.report import make_report, write_report

pytestmark = [pytest.mark.browser, pytest.mark.sandbox]

SOURCE = f"solutions/{TINY}/{TINY}.py"
BEFORE, AFTER = "Which way does a doubled number go?", "Up or down: where does doubling lead?"


def release(course: Course) -> None:
    """Build and check the notebook; its kernel has the loop of this process for itself."""
    command = [Path(sys.executable).with_name("course"), "release", TINY[:2]]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def edit(page: Any, address: str) -> None:
    """Open the source as a notebook in Lab, change a sentence and save."""
    open_source(page, address, SOURCE)
    page.evaluate(
        f"""async ([before, after]) => {{
            const cell = {NOTEBOOK}.model.sharedModel.cells.find(c => c.source.includes(before));
            cell.setSource(cell.source.replace(before, after));
            await {NOTEBOOK}.context.save();
        }}""",
        [BEFORE, AFTER],
    )


def hand_in(course: Course, student: str, released: Path, answers: dict[str, str]) -> None:
    notebook = json.loads(released.read_bytes())
    for cell in notebook["cells"]:
        cell["source"] = answers.get(cell["id"], cell["source"])
    put(course, student, notebook)


def test_the_path_of_an_instructor(page: Any, term_lab: str, term: Course) -> None:
    address, course = term_lab, term
    edit(page, address)
    assert f"# {AFTER}\n" in (course.root / SOURCE).read_text()
    release(course)
    released = course.root / "notebooks" / TINY / f"{TINY}.ipynb"
    assert AFTER in released.read_text() and BEFORE not in released.read_text()

    hand_in(course, "s2", released, WRONG)
    run(course, "grade", TINY[:2])  # which also tells the gradebook of the notebook
    hand_in(course, "s1", released, RIGHT)
    server = address.partition("/lab")[0]
    page.goto(f"{server}/formgrader/manage_submissions/{TINY}")
    row = page.locator("tr", has_text="s1")
    row.locator(".autograde a").click()
    page.get_by_text("Successfully autograded").wait_for()
    page.goto(f"{server}/formgrader/manage_submissions/{TINY}")
    picture(page, page, "autograded")
    assert "20 / 25" in row.locator(".score").inner_text()

    page.goto(f"{server}/formgrader/gradebook/{TINY}/{TINY}")
    page.locator("tbody tr", has_text="20 / 25").first.locator("a:visible").first.click()
    score, comment = page.locator("#explain_halve"), page.locator("#explain_halve-comment")
    score.wait_for()
    picture(page, page, "marking")
    assert RIGHT["explain_halve"] in page.inner_text("body")
    with page.expect_response(lambda r: "/api/grade/" in r.url and r.request.method == "PUT"):
        score.fill("4")
        score.blur()
    with page.expect_response(lambda r: "/api/comment/" in r.url and r.request.method == "PUT"):
        comment.fill("Well seen.")
        comment.blur()

    run(course, "feedback", TINY[:2])
    (written,) = course.grading.glob("feedback/s1/*/*.html")
    page.goto(written.as_uri())
    picture(page, page, "feedback")
    seen = page.inner_text("body")
    assert "24 of 25 points" in seen and "Well seen." in seen
    assert "Rubric" not in seen and "HIDDEN" not in seen

    page.goto(write_report(course, [make_report(course, TINY)]).as_uri())
    picture(page, page, "report")
    assert barriers(page) == []
