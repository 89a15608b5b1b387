"""One Chromium for all files and a page for each; one Lab of an instructor's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from servers import browser, serve
from tiny_course import ROOT, ROSTER, new_course

from autograder.course import Course

WINDOW = {"width": 1300, "height": 900}


@pytest.fixture(scope="package")
def context(chromium: str) -> Iterator[Any]:
    """Return what keeps Lab's programs, so that not every page loads and compiles them again."""
    with browser(chromium) as context:
        yield context


@pytest.fixture(scope="module")
def page(context: Any) -> Iterator[Any]:
    page = context.new_page()
    page.set_viewport_size(WINDOW)
    yield page
    page.close()


@pytest.fixture(scope="package")
def term(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course of one tiny notebook; each file has students of its own in it."""
    course = new_course(tmp_path_factory.mktemp("term") / "course")
    shutil.copy(ROOT / "solutions" / "jupytext.toml", course.root / "solutions")
    (course.root / "students.csv").write_text(ROSTER)
    return course


@pytest.fixture(scope="package")
def term_lab(term: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of Lab in this course, with nbgrader's extensions."""
    config = tmp_path_factory.mktemp("config")
    with serve(["jupyter", "lab", "--allow-root"], term.root, config) as address:
        yield address
