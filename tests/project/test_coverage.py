"""docs/coverage.md names places in the notebooks: each of them exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/coverage.md").read_text()
PLACE = re.compile(r"`(\d\d_\w+) (§|#) ([^`]+)`")
NOTEBOOKS = sorted(p.name for p in (ROOT / "solutions").iterdir() if p.is_dir())


def places(text: str) -> set[tuple[str, str, str]]:
    return set(PLACE.findall(text))


def headings(source: str) -> set[str]:
    """The headings of a notebook without their numbers and minutes."""
    found = re.findall(r"^# #{1,4} (.+)$", source, re.MULTILINE)
    numberless = (re.sub(r"^\d+\. (?:Exercise: )?", "", heading) for heading in found)
    return {re.sub(r" \([^()]*(?:minutes|points)[^()]*\)$", "", heading) for heading in numberless}


def cells(source: str) -> set[str]:
    """The names of a source's cells: those of their first lines, and test_<check>."""
    named = re.findall(r'^# %%.* (?:answer|task|locked|grade_id)="([^"]+)"', source, re.MULTILINE)
    tests = re.findall(r"^# %% points=\S+\nchecks\.(\w+)", source, re.MULTILINE)
    return {*named, *(f"test_{name}" for name in tests)}


def source_of(notebook: str) -> str:
    path = ROOT / "solutions" / notebook / f"{notebook}.py"
    assert path.exists(), f"coverage.md names {notebook}, which does not exist"
    return path.read_text()


def missing(notebook: str, text: str = TEXT) -> list[str]:
    """The places of a notebook that a text names and the notebook does not have."""
    source = source_of(notebook)
    known = {"§": headings(source), "#": cells(source)}
    return [
        f"{n} {kind} {name}"
        for n, kind, name in sorted(places(text))
        if n == notebook and name not in known[kind]
    ]


def rows() -> list[list[str]]:
    """The rows of the five tables of the documents, cell by cell."""
    body = TEXT.split("\n## 1. ")[1].split("\n## What cannot")[0]
    lines = [line for line in body.splitlines() if line.startswith("|")]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [r for r in table if r[0] not in ("slide", "section") and not r[0].startswith("---")]


@pytest.mark.parametrize("notebook", sorted({n for n, _, _ in places(TEXT)}))
def test_every_place_exists(notebook):
    assert missing(notebook) == []


def test_a_place_that_does_not_exist_is_found():
    assert missing("04_dropout", "`04_dropout § Tset time`") == ["04_dropout § Tset time"]
    assert missing("04_dropout", "`04_dropout # droput`") == ["04_dropout # droput"]


def test_every_backticked_notebook_name_is_a_place():
    """So that a slip in the form of a place does not hide it from the test."""
    named = [s for s in re.findall(r"`([^`]*)`", TEXT) if re.match(r"\d\d_", s)]
    introduction = TEXT.split("\n## 1. ")[0]
    assert all(PLACE.fullmatch(f"`{s}`") for s in named), introduction


def test_every_row_names_a_place_or_says_that_there_is_nothing():
    found = rows()
    assert len(found) > 120
    for row in found:
        assert len(row) == 4, row
        assert all((row[0], row[1], row[3])), row
        assert PLACE.search(row[2]) or "nothing to cover" in row[3], row


def test_every_notebook_covers_something_and_is_linked():
    assert {n for n, _, _ in places(TEXT)} == set(NOTEBOOKS)
    links = re.findall(r"\]\((\.\./[^)]+)\)", TEXT)
    assert len(links) == len(NOTEBOOKS)
    for link in links:
        assert (ROOT / "docs" / link).resolve().exists(), link


def test_every_exercise_with_points_is_named():
    """An exercise that no slide leads to would be a sign that a row is missing."""
    for notebook in NOTEBOOKS:
        source = source_of(notebook)
        named = {name.removeprefix("test_") for n, k, name in places(TEXT) if n == notebook}
        cell = r'^# %% points=[1-9]\S*(?: grade_id="test_(\w+)")?\nchecks\.(\w+)'
        solved = {name or check for name, check in re.findall(cell, source, re.MULTILINE)}
        # Exercises of several cells are named by their cells: relu by relu_forward, for one.
        absent = {s for s in solved if not any(s in n or n in s for n in named)}
        assert not absent, (notebook, absent)


def test_documents_are_named_by_course_and_lecture():
    assert not re.search(r"\d{3}_[0-9a-f]{8,}", TEXT)
    assert len(re.findall(r"^## \d\. CS", TEXT, re.MULTILINE)) == 5
