"""docs/glossary.md: every word is used in the text of the notebook that is said to explain it."""

import re

import pytest

from autograder.building.source import read_source
from autograder.course import HOUSE, Course

PAGE = (HOUSE / "docs" / "glossary.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| \[(\d\d)\]\(/notebooks/(\w+)/(\w+)\.ipynb\) \|$", re.M)
ROWS = ROW.findall(PAGE)
COURSE = Course.at(HOUSE)


def test_every_line_of_the_table_is_a_word_and_a_link():
    lines = [line for line in PAGE.splitlines() if line.startswith("| ")]
    assert len(lines) == len(ROWS) + 1 and len({row[0] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("notebook", sorted({row[3] for row in ROWS}))
def test_the_notebook_has_the_words(notebook):
    cells = read_source(COURSE.source(notebook)).cells
    text = " ".join(c.source for c in cells if c.cell_type == "markdown").lower()
    text = re.sub(r"[*\s]+", " ", text)
    words = [(w, n, a) for w, _, n, a, b in ROWS if a == notebook and b == notebook]
    assert words
    assert [w for w, n, _ in words if w.lower() not in text or not notebook.startswith(n)] == []
