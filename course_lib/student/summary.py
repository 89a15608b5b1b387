"""What a notebook asks for, read from its file, beside what its student has done of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from course_lib.student import store
from course_lib.student.errors import CourseError
from course_lib.student.store import Kept, table
from course_lib.student.workspace import (
    WRITE_HERE,
    marks_of,
    names_in,
    read_notebook,
    text_of,
)

_NEEDS = re.compile(r"\*\*Needs:\*\*([^.\n]*)")
_CHECK = re.compile(r"\bchecks\.(\w+)\(")
_PREDICTION = re.compile(r'^\s*(\w+) = predict\("([^"]*)"(?:, "[A-Z]+")?\)', re.MULTILINE)


@dataclass(frozen=True)
class Summary:
    """What a notebook asks for and what is done of it, as counts; points by checks alone.

    ``needs`` are numbers of notebooks, such as "00". Of the predictions some are guessed (a letter
    stands in the file) and some of them right; ``handed_in`` is a time as ISO 8601, or empty.
    """

    name: str
    title: str
    needs: tuple[str, ...]
    checks: int
    held: int
    most: float
    points: float
    predictions: int
    guessed: int
    right: int
    written: int
    answered: int
    handed_in: str

    @property
    def when(self) -> str:
        """Return when it was last handed in, in the time of this machine; "" if never."""
        try:
            at = datetime.fromisoformat(self.handed_in).astimezone()
        except ValueError:
            return ""
        return f"{at:%d %B %Y, %H:%M}"

    def rows(self) -> list[tuple[str, str]]:
        """Return what is counted, and how far it is."""
        rows = [
            ("checks that hold", f"{self.held} of {self.checks}"),
            ("points by these checks", f"{self.points:g} of {self.most:g}"),
            ("predictions that were right", f"{self.right} of {self.predictions}"),
            ("written answers", f"{self.answered} of {self.written}"),
            ("handed in", self.when or "not yet"),
        ]
        return rows

    def as_table(self) -> str:
        """Return the counts as a table in Markdown."""
        lines = ["| so far in this notebook | |", "|:---|---:|"]
        return "\n".join([*lines, *(f"| {what} | {count} |" for what, count in self.rows())])


def summarize(path: Path, kept: Kept) -> Summary:
    """Return the summary of the notebook at ``path``; ``kept`` is what its student's file holds.

    Raises CourseError when the notebook cannot be read.
    """
    cells = [cell for cell in read_notebook(path)["cells"] if isinstance(cell, dict)]
    first = text_of(cells[0]) if cells else ""
    needs = _NEEDS.search(first)
    checks: dict[str, float] = {}
    guesses: dict[str, str] = {}
    answers: list[bool] = []
    for cell in cells:
        text, marks = text_of(cell), marks_of(cell)
        call = _CHECK.search(text)
        if marks.get("grade") and not marks.get("solution") and call:
            checks[call[1]] = checks.get(call[1], 0.0) + _number(marks.get("points"))
        elif marks.get("solution") and cell.get("cell_type") == "markdown":
            answers.append(text.strip() not in ("", WRITE_HERE))
        elif marks.get("solution"):
            guesses.update(_PREDICTION.findall(text))
    verdicts = {n: row for n, row in table(kept, "checks").items() if n in checks}
    outcomes = [row for n, row in table(kept, "predictions").items() if n in guesses]
    return Summary(
        name=path.stem,
        title=first.partition("\n")[0].lstrip("# ").strip() or path.stem,
        needs=tuple(re.findall(r"\b\d\d\b", needs[1])) if needs else (),
        checks=len(checks),
        held=sum(row.get("holds") is True for row in verdicts.values()),
        most=sum(checks.values()),
        # The share is kept, not the points: an instructor may change what a check is worth.
        points=round(sum(checks[n] * _share(row) for n, row in verdicts.items()), 2),
        predictions=len(guesses),
        guessed=sum(bool(letter.strip()) for letter in guesses.values()),
        right=sum(bool(r.get("letter")) and r["letter"] == r.get("outcome") for r in outcomes),
        written=len(answers),
        answered=sum(answers),
        handed_in=str(kept.get("handed_in", "")),
    )


def summaries(folder: Path) -> tuple[list[Summary], list[str]]:
    """Return the summaries of the notebooks in the course's folder, and what cannot be read."""
    found, problems = [], []
    for name in names_in(folder / "notebooks", ".ipynb"):
        try:
            path = folder / "notebooks" / name / f"{name}.ipynb"
            found.append(summarize(path, store.read(folder, name)))
        except CourseError as error:
            problems.append(str(error))
    return found, problems


def _share(row: Kept) -> float:
    return min(1.0, max(0.0, _number(row.get("share"))))


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
