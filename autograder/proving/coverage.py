"""docs/coverage.md: which place of a notebook covers what of the lectures, and what goes beyond.

A place is written `04_dropout § Test time` for a section (its heading without number and minutes),
or `04_dropout # mc_dropout` for a cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from nbformat import NotebookNode

from autograder.building.cells import kind_of
from autograder.course import HOUSE

PAGE = HOUSE / "docs" / "coverage.md"
BEYOND = "Beyond the lectures"
PLACE = re.compile(r"`(\d\d_\w+) (§|#) ([^`]+)`")
_HEADING = re.compile(
    r"^#{1,4} (?:\d+\. )?(?:Exercise: )?(.+?)(?: \([^()]*(?:minutes|points)[^()]*\))?$"
)


def unused_rows(text: str, notebook: str, source: NotebookNode) -> list[str]:
    """Return the lines of a page that name a place which the notebook does not have."""
    known = {"§": _headings(source), "#": {cell.id for cell in source.cells}}
    return [
        f"docs/coverage.md, line {number}: `{name} {kind} {place}` is not in the notebook"
        for number, line in enumerate(text.splitlines(), 1)
        for name, kind, place in PLACE.findall(line)
        if name == notebook and place not in known[kind]
    ]


def missing_rows(
    text: str, notebook: str, source: NotebookNode, beyond: Collection[str] = ()
) -> list[str]:
    """Return the exercises with points that no line of a page names, and what to do.

    Those ``beyond`` the lectures need no line.
    """
    named = {place for name, kind, place in PLACE.findall(text) if name == notebook and kind == "#"}
    named |= set(beyond)
    found = []
    for cell in source.cells:
        if kind_of(cell) != "test" or not cell.metadata.nbgrader.points:
            continue
        exercise = cell.id.removeprefix("test_")
        # An exercise of several cells is named by any of them.
        if not named & {exercise, cell.id, *re.findall(r"\w+", cell.source)}:
            found.append(
                f"docs/coverage.md does not name the exercise {exercise!r}, which has points: add "
                f"`{notebook} # {exercise}` to the row of its slide. If no slide holds it, "
                f'{exercise} = "why it is here" under [beyond] in solutions/{notebook}/lesson.toml'
            )
    return found


def _headings(source: NotebookNode) -> set[str]:
    texts = [cell.source for cell in source.cells if cell.cell_type == "markdown"]
    lines = [line for text in texts for line in text.splitlines()]
    return {found[1] for line in lines if (found := _HEADING.match(line))}
