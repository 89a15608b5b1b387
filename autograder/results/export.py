"""Export the class as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from autograder.grading.rows import Row
from course_lib.student.workspace import write_atomically

COLUMNS = (
    "assignment",
    "id",
    "name",
    "section",
    "state",
    "handed_in",
    "time_source",
    "by_tests",
    "max_by_tests",
    "by_hand",
    "max_by_hand",
    "to_mark",
    "total",
    "max",
    "remarks",
)


def export_csv(rows: dict[str, list[Row]], path: Path) -> None:
    """Write the rows of assignments; without a grade the points are empty, never 0."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for assignment, of_one in rows.items():
        for row in of_one:
            writer.writerow(
                (
                    assignment,
                    *map(_text, (row.student, row.name, row.section)),
                    row.state,
                    row.time,
                    row.time_source,
                    _points(row.score),
                    _points(row.max),
                    _points(row.hand),
                    _points(row.hand_max),
                    row.to_mark,
                    _points(row.total),
                    _points(row.max + row.hand_max),
                    _text("; ".join(filter(None, (row.reason, *row.notes)))),
                )
            )
    write_atomically(path, text.getvalue().encode())


def _text(text: str) -> str:
    """Return a text that a spreadsheet takes for one: a name like "=1+2" would be computed."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _points(points: float | None) -> str:
    return "" if points is None else f"{points:g}"
