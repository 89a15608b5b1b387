"""One page for each notebook is made from its source, and the budget counts what is in it."""

import re

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.book.minutes import estimate
from autograder.book.sheets import budget, pages, sheet
from autograder.building.source import exercises, read_source
from autograder.course import HOUSE, Course

COURSE = Course.at(HOUSE)


@pytest.mark.parametrize("name", COURSE.assignments)
def test_a_sheet_fits_on_a_page_and_holds_no_answer(name):
    text = sheet(COURSE, name)
    assert len(text.splitlines()) < 90
    assert text.startswith("# ") and "## Functions" in text and "SOLUTION" not in text
    assert "](../" not in text, "links are meant as seen from the site"
    source = COURSE.source(name).read_text(encoding="utf-8")
    functions = re.findall(r"^- `(\w+)\(", text, re.MULTILINE)
    assert functions and all(f"def {function}(" in source for function in functions)


def test_a_sheet_has_what_the_notebook_has():
    text = sheet(COURSE, "03_batchnorm")
    assert "| momentum weighs |" in text and "$$" in text
    assert len(re.findall(r"^- `\w+`: ", text.split("## Bugs")[1], re.MULTILINE)) == 5


def test_the_budget_has_a_row_for_each_notebook():
    rows = [line for line in budget(COURSE).splitlines() if line.startswith(("| 0", "| 1"))]
    assert [row.split(" | ")[0][2:] for row in rows] == list(COURSE.assignments)
    warmup = rows[0].strip("| ").split(" | ")
    assert int(warmup[1]) > 100 and int(warmup[3]) >= 6 and int(warmup[5]) == 2
    long = [row for row in rows if max(map(int, row.split(" | ")[1:3])) > 180]
    assert not long, "three hours by header and by rule, what goes beyond is for going further"
    far = [row for row in rows if not minutes_fit(*map(int, row.split(" | ")[1:3]))]
    assert not far, "a header is more than a fifth off the rule of docs/plans.md"


@pytest.mark.parametrize("name", COURSE.assignments)
def test_at_most_eight_exercises_of_a_notebook_have_points(name):
    with_points = [
        exercise
        for exercise, cell in exercises(read_source(COURSE.source(name))).items()
        if cell.metadata["points"] > 0
    ]
    assert len(with_points) <= 8, with_points


def test_the_budget_has_seconds_only_where_some_were_measured(tmp_path):
    course = Course(HOUSE, tmp_path)
    assert "seconds" not in budget(course)
    (tmp_path / "checked").mkdir()
    (tmp_path / "checked" / "04_dropout.json").write_text('{"total": 7.4}')
    head, *rest = budget(course).splitlines()
    assert head.endswith("| seconds |")
    assert any(line.startswith("| 04_dropout") and line.endswith("| 7 |") for line in rest)
    assert "Where no seconds stand" in rest[-1]


def minutes_fit(header: int, rule: int) -> bool:
    return abs(header - rule) <= rule / 5


def test_the_minutes_follow_the_rule():
    def cell(source: str, **metadata):
        make = new_markdown_cell if metadata.pop("text", False) else new_code_cell
        return make(source, metadata=metadata)

    def answer(name: str, *lines: str):
        body = "\n".join(f"    {line}" for line in ("### BEGIN SOLUTION", *lines))
        return cell(f"def {name}(x):\n{body}\n    ### END SOLUTION", answer=name)

    cells = [cell("word " * 300, text=True), cell("Say why.", text=True, points=10)]
    cells += [
        cell("plots.show(figure)", tags=["experiment"]),
        cell('guess = predict("B")', answer="guess"),
    ]
    cells += [answer("relu_forward", "# a comment", "out = np.maximum(x, 0)", "return out")]
    cells += [answer("relu_backward", "return dout * (cache > 0)")]
    parts = {"words": 3, "written": 7, "run": 2, "prediction": 1, "forward": 3.5, "backward": 4}
    assert estimate(new_notebook(cells=cells)) == round(sum(parts.values()))
    assert estimate(new_notebook(cells=cells[4:5])) in (3, 4)
    beyond = cell("## 9. Going further: more\n\n" + "word " * 300, text=True)
    after = cell("## 10. What to keep\n\n| - | word |\n\n## Sources\n" + "word " * 300, text=True)
    quiet = cell("bowl = surfaces.bowl(100)", tags=["experiment"])
    assert estimate(new_notebook(cells=[*cells, quiet])) == round(sum(parts.values()))
    assert estimate(new_notebook(cells=[beyond, *cells, after])) == 0
    assert estimate(new_notebook(cells=[beyond, after, cells[2]])) == 2
    assert not minutes_fit(140, 87) and minutes_fit(180, 219)


def test_the_pages_of_the_site_are_linked():
    made = pages(COURSE, list(COURSE.assignments))
    assert set(made) == {*COURSE.assignments, "index"}
    assert all(f"\n{name}\n" in made["index"] for name in COURSE.assignments)
