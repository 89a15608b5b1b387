"""An instructor's afternoon: a source edited in Lab, a release, autograding, marks, feedback."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from accessible import barriers
from in_lab import APP, NOTEBOOK, picture
from servers import serve
from tiny_course import RIGHT, ROOT, ROSTER, TINY, WRONG, new_course, put

from autograder.course import Course
from autograder.results.report import make_report, write_report

pytestmark = [pytest.mark.browser, pytest.mark.sandbox]

SOURCE = f"solutions/{TINY}/{TINY}.py"
BEFORE, AFTER = "Which way does a doubled number go?", "Up or down: where does doubling lead?"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = new_course(tmp_path_factory.mktemp("term") / "course")
    shutil.copy(ROOT / "solutions" / "jupytext.toml", course.root / "solutions")
    (course.root / "students.csv").write_text(ROSTER)
    return course


@pytest.fixture(scope="module")
def address(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    config = tmp_path_factory.mktemp("config")
    with serve(["jupyter", "lab", "--allow-root"], course.root, config) as found:
        yield found


def run(course: Course, *arguments: str) -> None:
    command = [Path(sys.executable).with_name("course"), *arguments]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def edit(page: Any, address: str) -> None:
    """Open the source as a notebook in Lab, change a sentence and save."""
    page.goto(re.sub(r"/lab(/\w+)?\?", "/lab?reset&", address))
    page.wait_for_function(f"{APP} !== undefined && {APP}.shell.currentWidget !== null")
    page.evaluate(
        f"""async () => {{
            await {APP}.restored;
            await {APP}.commands.execute(
                "docmanager:open", {{path: "{SOURCE}", factory: "Jupytext Notebook"}});
        }}"""
    )
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.wait_for_function(f"{NOTEBOOK}.context?.isReady")
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


def test_the_path_of_an_instructor(page: Any, address: str, course: Course) -> None:
    edit(page, address)
    assert f"# {AFTER}\n" in (course.root / SOURCE).read_text()
    run(course, "release", TINY[:2])
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
