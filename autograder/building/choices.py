"""The instructor's choices for each notebook: what is given, and other points.

    [04_dropout]
    given = ["mc_dropout"]                         # handed out solved, without points
    points = { dropout = 50, explain_help = 5 }    # instead of those of the source

They stand in ``course.toml`` beside ``solutions/``. Without the file, or without a notebook's
table, everything is as shipped. What holds for all notebooks is in a table of its own, see term.py.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.building import term
from autograder.building.cells import is_points
from autograder.building.term import TERM, Term
from autograder.building.told import line_of, near
from autograder.course import Course
from course_lib.student.errors import CourseError

FILE = "course.toml"
#: The variable that names another file; the tests of the shipped course point it at nothing.
ELSEWHERE = "COURSE_TOML"
KEYS = ("given", "points")


@dataclass(frozen=True)
class Choices:
    """What is given and which points differ in one notebook; ``where`` is the file they are in."""

    given: frozenset[str] = frozenset()
    points: Mapping[str, float] = field(default_factory=dict)
    where: str = ""

    @property
    def text(self) -> str:
        """Return the choices as a line that is the same for the same choices; "" for none."""
        if not (self.given or self.points):
            return ""
        return f"given {sorted(self.given)} points {sorted(self.points.items())}"

    def problems(self, exercises: Collection[str], written: Collection[str]) -> list[str]:
        """Return what these choices name that the notebook does not have, each with its line."""
        known = [*exercises, *written]
        found = []
        for name in sorted(self.given):
            if name not in exercises:
                found.append((name, f"there is no exercise {name!r} to give", exercises))
        for name in sorted(self.points):
            if name not in known:
                found.append((name, f"there is nothing named {name!r} to give points to", known))
        return [f"{self._line(name)}: {what}{near(name, names)}" for name, what, names in found]

    def _line(self, name: str) -> str:
        path = Path(self.where)
        return f"{path.name}, line {line_of(path.read_text(encoding='utf-8'), name)}"


def read_choices(course: Course) -> dict[str, Choices]:
    """Return the choices of course.toml by notebook.

    Raises CourseError that tells, each with its line, every table, key and value that cannot be
    meant. Names of exercises are compared with the notebook when it is built.
    """
    path, tables = _read(course)
    return {
        notebook: Choices(frozenset(table.get("given", [])), table.get("points", {}), str(path))
        for notebook, table in tables.items()
        if notebook != TERM
    }


def read_term(course: Course) -> Term:
    """Return the table [term] of course.toml; raises CourseError as ``read_choices`` does."""
    _, tables = _read(course)
    return term.make_term(tables.get(TERM, {}))


def _read(course: Course) -> tuple[Path, dict[str, Any]]:
    """Return the file of the choices and its tables, which can all be meant."""
    path = Path(os.environ.get(ELSEWHERE) or course.root / FILE)
    if not path.is_file():
        return path, {}
    text = path.read_text(encoding="utf-8")
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path} cannot be read: {error}.") from None
    problems = list(_problems(tables, text, course.assignments))
    if problems:
        listed = "\n".join(f"  {path.name}, line {line}: {what}" for line, what in problems)
        raise CourseError(f"{path} has something that cannot be meant.\n{listed}")
    return path, tables


def _problems(tables: dict[str, Any], text: str, notebooks: list[str]) -> Iterator[tuple[int, str]]:
    for notebook, table in tables.items():
        here = line_of(text, notebook)
        if notebook == TERM:
            yield from term.problems(table, text, here, notebooks)
            continue
        if notebook not in notebooks:
            known = [*notebooks, TERM]
            yield here, f"there is no notebook {notebook!r}{near(notebook, known)}"
            continue
        if not isinstance(table, dict):
            yield here, f"{notebook} is {table!r}, expected a table [{notebook}]"
            continue
        for key, value in table.items():
            line = line_of(text, key, here)
            if key not in KEYS:
                yield line, f"[{notebook}] has {key!r}{near(key, KEYS)}"
            elif key == "given" and not _is_list_of_names(value):
                yield line, 'given is a list of exercises such as ["relu"]'
            elif key == "points" and not isinstance(value, dict):
                yield line, "points is a table such as { relu = 10 }"
            elif key == "points":
                yield from _point_problems(value, table.get("given", []), text, line)


def _point_problems(
    points: dict[str, Any], given: Any, text: str, start: int
) -> Iterator[tuple[int, str]]:
    for name, value in points.items():
        line = line_of(text, name, start)
        if not is_points(value):
            yield line, f"{name} has {value!r} points, expected a number from 0"
        if isinstance(given, list) and name in given:
            yield line, f"{name} is given, so it can have no points: take it out of one of the two"


def _is_list_of_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)
