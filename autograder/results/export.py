"""Export the class as tables: for a spreadsheet, and as Canvas and Moodle import grades.

A total is written when everything that counts was marked; with ``complete=False`` also before that.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from autograder.course import Student
from autograder.grading.rows import Row
from autograder.roster import Roster
from course_lib.student.errors import CourseError
from course_lib.student.workspace import write_atomically

Rows = Mapping[str, Sequence[Row]]

COLUMNS = (
    "assignment",
    "id",
    "name",
    "section",
    "state",
    "handed_in",
    "time_source",
    "due",
    "late",
    "by_tests",
    "max_by_tests",
    "by_hand",
    "max_by_hand",
    "to_mark",
    "penalty",
    "total",
    "max",
    "remarks",
)


def export_csv(rows: Rows, path: Path, complete: bool = True) -> None:
    """Write a line for each student and assignment; without a grade points are empty, never 0."""
    lines: list[Sequence[object]] = [COLUMNS]
    for assignment, of_one in rows.items():
        for row in of_one:
            lines.append(
                (
                    assignment,
                    *map(_text, (row.student, row.name, row.section)),
                    row.state,
                    row.time,
                    row.time_source,
                    row.due,
                    row.late,
                    _points(row.score),
                    _points(row.max),
                    _points(row.hand),
                    _points(row.hand_max),
                    row.to_mark,
                    _points(row.penalty),
                    _total(row, complete),
                    _points(row.max + row.hand_max),
                    _text("; ".join(filter(None, (row.reason, *row.notes)))),
                )
            )
    _write(path, lines)


def export_wide(rows: Rows, path: Path, complete: bool = True) -> None:
    """Write a line for each student: the points of every exercise, and the totals."""
    cells = {a: list(dict.fromkeys(c for row in rows[a] for c in row.cells)) for a in rows}
    head = ["id", "name", "section"]
    for assignment, names in cells.items():
        head += [f"{assignment}/{name.removeprefix('test_')}" for name in names]
        head += [f"{assignment}/{what}" for what in ("state", "late", "penalty", "total")]
    found = {a: {row.student: row for row in of_one} for a, of_one in rows.items()}
    lines: list[Sequence[object]] = [head]
    for student in sorted({s for of_one in found.values() for s in of_one}):
        who = next(of_one[student] for of_one in found.values() if student in of_one)
        line = [_text(student), _text(who.name), _text(who.section)]
        for assignment, names in cells.items():
            row = found[assignment].get(student)
            earned = dict(row.cells) if row else {}
            for name in row.unread if row and complete else ():
                earned.pop(name, None)
            line += [_points(earned.get(name)) for name in names]
            line += [row.state, row.late, _points(row.penalty)] if row else ["", "", ""]
            line.append(_total(row, complete) if row else "")
        lines.append(line)
    _write(path, lines)


def export_canvas(rows: Rows, roster: Roster, path: Path, complete: bool = True) -> None:
    """Write what Canvas' gradebook imports.

    Its first columns are Student, ID, SIS User ID, SIS Login ID and Section, its second line says
    the points possible. An empty cell changes nothing there. A heading of the roster that begins
    with a notebook's name is Canvas' own for that assignment, and is used.
    """
    known = next(iter(roster.students.values()), Student("")).columns
    headings = {a: next((h for h in roster.headings if h.startswith(a)), a) for a in rows}
    lines: list[Sequence[object]] = [
        ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", *headings.values()),
        ("    Points Possible", "", "", "", "", *(_possible(of_one) for of_one in rows.values())),
    ]
    canvas = {"student", "id"} <= set(known)
    totals = _totals(rows, complete)
    for student in _everybody(rows, roster):
        columns = student.columns
        lines.append(
            (
                _text(columns["student"] if canvas and columns else student.name),
                columns.get("id", "") if canvas else "",
                columns.get("sis user id", "") if canvas else student.id,
                columns.get("sis login id", "") if canvas else (*student.also, "")[0],
                _text(student.section),
                *(totals[a].get(student.id, "") for a in rows),
            )
        )
    _write(path, lines)


def export_moodle(rows: Rows, roster: Roster, path: Path, complete: bool = True) -> None:
    """Write what Moodle imports.

    Where the roster is an assignment's grading worksheet, that is written with its column Grade
    filled. Else it is a table for the gradebook's import: who is meant, and a column a notebook.

    Raises CourseError when a worksheet's maximum is not the notebook's.
    """
    totals = _totals(rows, complete)
    students = _everybody(rows, roster)
    worksheet = {"Identifier", "Grade", "Last modified (grade)"} <= set(roster.headings)
    if worksheet and len(rows) == 1:
        _check_maximum(rows, students)
        (of_one,) = totals.values()
        lines: list[Sequence[object]] = [roster.headings]
        for student in students:
            if student.columns:
                filled = {**student.columns, "grade": of_one.get(student.id, "")}
                lines.append([_text(filled.get(h.casefold(), "")) for h in roster.headings])
    else:
        keys = [h for h in ("ID number", "Username", "Email address") if h in roster.headings]
        lines = [(*(keys or ["ID number"]), *rows)]
        for student in students:
            who = [student.columns.get(key.casefold(), "") for key in keys] or [student.id]
            lines.append((*who, *(totals[a].get(student.id, "") for a in rows)))
    _write(path, lines)


def _check_maximum(rows: Rows, students: Iterable[Student]) -> None:
    (possible,) = (_possible(of_one) for of_one in rows.values())
    for student in students:
        most = student.columns.get("maximum grade", "")
        if most and float(most.replace(",", ".")) != float(possible or 0):
            raise CourseError(
                f"The worksheet's maximum grade is {most}, and the notebook has {possible} points. "
                "Change the maximum in Moodle, and download the worksheet again."
            )


def _everybody(rows: Rows, roster: Roster) -> list[Student]:
    """Return the students of the roster, then those who are on none but handed something in."""
    others = {row.student: row.name for of_one in rows.values() for row in of_one}
    missing = [Student(s, name) for s, name in others.items() if s not in roster.students]
    return [*roster.students.values(), *missing]


def _totals(rows: Rows, complete: bool) -> dict[str, dict[str, str]]:
    return {a: {row.student: _total(row, complete) for row in r} for a, r in rows.items()}


def _total(row: Row, complete: bool) -> str:
    """Return the total; "" while an answer is unread, for whoever imports it publishes it."""
    return "" if complete and row.to_mark else _points(row.total)


def _possible(of_one: Sequence[Row]) -> str:
    return _points(of_one[0].max + of_one[0].hand_max) if of_one else ""


def _write(path: Path, lines: Iterable[Sequence[object]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    write_atomically(path, text.getvalue().encode())


def _text(text: str) -> str:
    """Return a text that a spreadsheet takes for one: a name like "=1+2" would be computed."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _points(points: float | None) -> str:
    return "" if points is None else f"{round(points, 6):.10g}"
