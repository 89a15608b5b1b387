"""``lesson.toml``: what cannot be read from the source of a notebook.

withhold = ["engine/history.py"]     # engine files that the grader withholds, beside those found
seeds = 8                            # hidden draws that ``course check`` tries, where one is dear
[beyond]                             # exercises that no slide of the lectures holds
gelu = "what the larger nets of today use in the place of ReLU"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.building.told import line_of, near
from autograder.course import HOUSE
from course_lib.student.errors import CourseError

LIBRARY = HOUSE / "course_lib"
SOLUTIONS = HOUSE / "solutions"
KEYS = ("withhold", "seeds", "beyond")


@dataclass(frozen=True)
class Lesson:
    """What lesson.toml says; a notebook without the file has nothing of it."""

    withhold: frozenset[str] = frozenset()
    seeds: int = 20
    beyond: Mapping[str, str] = field(default_factory=dict)


def read_lesson(notebook: str, solutions: Path = SOLUTIONS) -> Lesson:
    """Return what the lesson.toml of a notebook says.

    Raises CourseError, with file and line, for what it cannot mean.
    """
    path = solutions / notebook / "lesson.toml"
    if not path.is_file():
        return Lesson()
    text = path.read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path} cannot be read: {error}.") from None
    for name, problem in _problems(table):
        raise CourseError(f"{path}, line {line_of(text, name)}: {problem}.")
    return Lesson(
        withhold=frozenset(table.get("withhold", [])),
        seeds=table.get("seeds", Lesson.seeds),
        beyond=table.get("beyond", {}),
    )


def _problems(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in table:
        if key not in KEYS:
            yield key, f"there is nothing to say about {key!r}{near(key, KEYS)}"
    listed = table.get("withhold", [])
    if not isinstance(listed, list):
        yield "withhold", 'withhold is a list of files such as ["engine/history.py"]'
        return
    known = {file.relative_to(LIBRARY).as_posix() for file in LIBRARY.glob("engine/*.py")}
    for name in listed:
        if name not in known:
            yield (
                str(name),
                f"{name!r} is not a file of course_lib/engine; name one, such as "
                'withhold = ["engine/history.py"]',
            )
    seeds = table.get("seeds", 1)
    if type(seeds) is not int or seeds < 1:
        yield "seeds", "seeds is a number of draws, 1 or more: seeds = 8"
    beyond = table.get("beyond", {})
    if not isinstance(beyond, dict) or not all(isinstance(why, str) for why in beyond.values()):
        yield "beyond", 'beyond is a table of exercises, each with a reason: gelu = "..."'
