"""One page for each notebook is made from its source, and the budget counts what is in it."""

import re

import pytest

from autograder.book.sheets import budget, pages, sheet
from autograder.course import HOUSE, Course

COURSE = Course.at(HOUSE)


@pytest.mark.parametrize("name", COURSE.assignments)
def test_a_sheet_fits_on_a_page_and_holds_no_answer(name):
    text = sheet(COURSE, name)
    assert len(text.splitlines()) < 90
    assert text.startswith("# ") and "## Functions" in text and "SOLUTION" not in text
    source = COURSE.source(name).read_text(encoding="utf-8")
    functions = re.findall(r"^- `(\w+)\(", text, re.MULTILINE)
    assert functions and all(f"def {function}(" in source for function in functions)


def test_a_sheet_has_what_the_notebook_has():
    text = sheet(COURSE, "03_batchnorm")
    assert "| momentum weighs |" in text and "$$" in text
    assert len(re.findall(r"^- `\w+`: ", text.split("## Bugs")[1], re.MULTILINE)) == 5
    assert "](../" not in text


def test_the_budget_has_a_row_for_each_notebook():
    rows = [line for line in budget(COURSE).splitlines() if line.startswith(("| 0", "| 1"))]
    assert [row.split(" | ")[0][2:] for row in rows] == list(COURSE.assignments)
    warmup = rows[0].strip("| ").split(" | ")
    assert int(warmup[1]) > 100 and int(warmup[2]) >= 6 and int(warmup[4]) == 2


def test_the_pages_of_the_site_are_linked():
    made = pages(COURSE, list(COURSE.assignments))
    assert set(made) == {*COURSE.assignments, "index"}
    assert all(f"\n{name}\n" in made["index"] for name in COURSE.assignments)
