"""docs/coverage.md names places in the notebooks: each of them exists."""

import copy
import re
import warnings
from functools import cache

import pytest
from nbformat import NotebookNode

from autograder.building.lesson import read_lesson
from autograder.building.source import build_source
from autograder.course import HOUSE, Course
from autograder.proving.bank import exercises
from autograder.proving.coverage import (
    BEYOND,
    PAGE,
    PLACE,
    missing_rows,
    stray_rows,
    unused_reasons,
)

TEXT = PAGE.read_text(encoding="utf-8")
COURSE = Course.at(HOUSE)
NOTEBOOKS = COURSE.assignments


@cache
def source(notebook: str) -> NotebookNode:
    return build_source(COURSE, notebook)


def table(start: str, end: str) -> list[list[str]]:
    """The rows of the tables between two headings, cell by cell."""
    body = TEXT.split(f"\n## {start}")[1].split(f"\n## {end}")[0]
    lines = [line for line in body.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heads = ("slide", "section", "exercise")
    return [r for r in rows if r[0] not in heads and not r[0].startswith("---")]


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_place_exists(notebook):
    """A row of an exercise whose cells an instructor has taken out is told, and no failure."""
    rows = stray_rows(TEXT, notebook, source(notebook))
    assert [str(row) for row in rows if not row.unused] == []
    for row in rows:
        warnings.warn(str(row), stacklevel=1)


@pytest.mark.parametrize("place", ["04_dropout § Tset time", "04_dropout # droput"])
def test_a_place_that_does_not_exist_is_found(place):
    text = f"`04_dropout § Test time` `04_dropout # dropout`\n`{place}` `05_optimizers # adam`"
    (found,) = stray_rows(text, "04_dropout", source("04_dropout"))
    assert str(found) == f"docs/coverage.md, line 2: `{place}`: it is not in the notebook"


def test_a_row_of_an_exercise_without_its_cells_is_unused():
    left = copy.deepcopy(source("04_dropout"))
    left.cells = [c for c in left.cells if c.id not in ("mc_dropout", "test_mc_dropout")]
    rows = stray_rows(TEXT, "04_dropout", left)
    assert rows and all(row.unused for row in rows)
    assert str(rows[0]).endswith("`04_dropout # mc_dropout`: its cells were taken out")


def test_every_place_is_in_a_notebook_that_exists():
    assert {name for name, _, _ in PLACE.findall(TEXT)} == set(NOTEBOOKS)


def test_every_backticked_notebook_name_is_a_place():
    """So that a slip in the form of a place does not hide it from the test."""
    named = [s for s in re.findall(r"`([^`]*)`", TEXT) if re.match(r"\d\d_", s)]
    assert [s for s in named if not PLACE.fullmatch(f"`{s}`")] == []


def test_every_row_names_a_place_or_says_that_there_is_nothing():
    rows = table("1. ", BEYOND)
    assert len(rows) > 120
    for row in rows:
        assert len(row) == 4, row
        assert all((row[0], row[1], row[3])), row
        assert PLACE.search(row[2]) or "nothing to cover" in row[3], row


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_what_goes_beyond_is_an_exercise_and_has_a_reason(notebook):
    """Its cells may have been taken out: `course check` says so then, and nothing fails."""
    cells = {cell.id.removeprefix("test_") for cell in source(notebook).cells}
    for exercise, why in read_lesson(notebook).beyond.items():
        assert exercise in {*cells, *exercises(notebook)} and why


def test_a_reason_whose_exercise_was_taken_out_is_named_as_unused():
    whole = source("00_warmup")
    less = NotebookNode(cells=[cell for cell in whole.cells if "centre" not in cell.id])
    assert unused_reasons("00_warmup", whole, ["centre"]) == []
    assert unused_reasons("00_warmup", less, ["centre"]) == [
        "solutions/00_warmup/lesson.toml, [beyond]: centre: its cells were taken out"
    ]


def test_every_notebook_is_linked():
    links = re.findall(r"\]\((\.\./[^)]+)\)", TEXT)
    assert len(links) == len(NOTEBOOKS)
    for link in links:
        assert (HOUSE / "docs" / link).resolve().exists(), link


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_exercise_with_points_is_named(notebook):
    missing = missing_rows(TEXT, notebook, source(notebook), read_lesson(notebook).beyond)
    assert not missing, "\n".join(missing)


def test_an_exercise_without_a_slide_belongs_beyond_the_lectures():
    text = "\n".join(line for line in TEXT.splitlines() if "# mc_dropout`" not in line)
    (found,) = missing_rows(text, "04_dropout", source("04_dropout"))
    assert "`04_dropout # mc_dropout`" in found and "solutions/04_dropout/lesson.toml" in found
    assert missing_rows(text, "04_dropout", source("04_dropout"), ["mc_dropout"]) == []


def test_documents_are_named_by_course_and_lecture():
    assert not re.search(r"\d{3}_[0-9a-f]{8,}", TEXT)
    assert len(re.findall(r"^## \d\. CS", TEXT, re.MULTILINE)) == 5
