"""docs/coverage.md: which place of a notebook covers what of the lectures, and what goes beyond.

A place is written `04_dropout § Test time` for a section (its heading without number and minutes),
or `04_dropout # mc_dropout` for a cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.building.cells import kind_of
from autograder.course import HOUSE
from autograder.proving.bank import exercises

PAGE = HOUSE / "docs" / "coverage.md"
BEYOND = "Beyond the lectures"
PLACE = re.compile(r"`(\d\d_\w+) (§|#) ([^`]+)`")
_HEADING = re.compile(
    r"^#{1,4} (?:\d+\. )?(?:Exercise: )?(.+?)(?: \([^()]*(?:minutes|points)[^()]*\))?$"
)


@dataclass(frozen=True)
class Row:
    """A line of the page that names a place which the notebook does not have.

    It is ``unused`` when the lesson knows the exercise, whose cells were taken out of the source;
    otherwise it is a slip.
    """

    line: int
    place: str
    unused: bool

    def __str__(self) -> str:
        why = "its cells were taken out" if self.unused else "it is not in the notebook"
        return f"docs/coverage.md, line {self.line}: `{self.place}`: {why}"


def stray_rows(text: str, notebook: str, source: NotebookNode) -> list[Row]:
    """Return the lines of a page that name a place which the notebook does not have."""
    known = {"§": _headings(source), "#": {cell.id for cell in source.cells}}
    lesson = {name for one in exercises(notebook).values() for name in (one.name, *one.functions)}
    return [
        Row(number, f"{name} {kind} {place}", place.removeprefix("test_") in lesson)
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


def unused_reasons(notebook: str, source: NotebookNode, beyond: Collection[str]) -> list[str]:
    """Return the exercises ``beyond`` the lectures that have no cells any more, and where."""
    cells = {cell.id for cell in source.cells}
    return [
        f"solutions/{notebook}/lesson.toml, [beyond]: {exercise}: its cells were taken out"
        for exercise in beyond
        if not cells & {exercise, f"test_{exercise}"}
    ]


def _headings(source: NotebookNode) -> set[str]:
    texts = [cell.source for cell in source.cells if cell.cell_type == "markdown"]
    lines = [line for text in texts for line in text.splitlines()]
    return {found[1] for line in lines if (found := _HEADING.match(line))}
