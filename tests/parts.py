"""The parts of ``make test``, and where the tests of each one lie."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = {
    "engine": "tests/engine",
    "checks": "tests/checks",
    "bank": "tests/bank",
    "sandbox": "tests/sandbox",
    "attacks": "tests/attacks",
    "notebooks": "solutions",
    "grading": "tests/autograder",
    "book": "tests/book",
    "commands": "tests/course_commands",
    "browser": "tests/browser",
    "project": "tests/project",
}
NAMES = ("lint", "types", *FOLDERS, "pythons")


def part_of(path: Path) -> str:
    """Return the part that a test file belongs to."""
    place = path.relative_to(ROOT).as_posix()
    return next(part for part, folder in FOLDERS.items() if place.startswith(f"{folder}/"))
