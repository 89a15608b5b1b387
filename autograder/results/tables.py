"""Tables for people. Every text in them that is not ours goes through ``_shown``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from course_lib.student.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.grading.groups import Collected
    from autograder.grading.rows import Row
    from autograder.release.notebooks import Released
    from autograder.roster import Roster, Student

_COLOURS = {"graded": "green", "failed": "red", "missing": "yellow", "new": "cyan"}


def print_class(rows: list[Row], assignment: str) -> None:
    """Print what became of every student of a class, and the counts."""
    table = Table(title=assignment)
    for column in ("student", "section", "handed in", "state"):
        table.add_column(column)
    for column in ("by tests", "by hand", "total"):
        table.add_column(column, justify="right")
    table.add_column("remarks", overflow="fold")
    for row in rows:
        by_hand = f"{_points(row.hand)} / {row.hand_max:g}"
        if row.to_mark:
            by_hand = f"{row.to_mark} to mark"
        table.add_row(
            _shown(f"{row.student} {row.name}".strip()),
            _shown(row.section),
            "-" if row.state == "missing" else _time(row.time),
            f"[{_COLOURS[row.state]}]{row.state}[/]",
            f"{_points(row.score)} / {row.max:g}",
            by_hand if row.hand is not None else "-",
            _points(row.total),
            _shown("; ".join(filter(None, (row.reason, row.late, *row.notes)))),
        )
    console = Console()
    console.print(table)
    counts = Counter(row.state for row in rows)
    console.print(", ".join(f"{counts[state]} {state}" for state in _COLOURS if counts[state]))


def print_collected(collected: list[Collected]) -> None:
    """Print what became of every file that was handed in."""
    table = Table(title="handed in")
    for column in ("notebook", "student", "state", "handed in", "file", "remarks"):
        table.add_column(column, overflow="fold")
    colours = {"collected": "green", "older": "yellow", "failed": "red", "unmatched": "magenta"}
    for one in collected:
        state = f"[{colours[one.state]}]{one.state}[/]"
        remarks = "; ".join(filter(None, (one.reason, *one.remarks)))
        time = _time(one.time, one.source)
        table.add_row(
            one.assignment, _shown(one.student), state, time, _shown(one.file), _shown(remarks)
        )
    console = Console()
    console.print(table)
    counts = Counter(one.state for one in collected)
    console.print(", ".join(f"{counts[state]} {state}" for state in colours if counts[state]))
    if counts["unmatched"]:
        console.print(
            "What is unmatched is nobody's of students.csv: put each file into a folder named by "
            "its student's id and collect that folder."
        )


def print_roster(roster: Roster, before: Mapping[str, Student]) -> None:
    """Print how a roster is understood, and who is new or gone since another one."""
    table = Table(title=f"students ({roster.platform or 'a table'})")
    for column in ("id", "name", "section", "also known by"):
        table.add_column(column, overflow="fold")
    for student in roster.students.values():
        words = (student.id, student.name, student.section, ", ".join(student.also))
        table.add_row(*map(_shown, words))
    console = Console()
    console.print(table)
    console.print(_shown(f"{len(roster.students)} students: {'; '.join(roster.taken)}."))
    for word, ids in (
        ("new", [s for s in roster.students if s not in before]),
        ("gone", [s for s in before if s not in roster.students]),
    ):
        if ids and before:
            console.print(_shown(f"{word}: {', '.join(ids)}"))


def print_releases(released: list[Released]) -> None:
    """Print what was released and which cells take longest."""
    table = Table(title="released")
    for column in ("notebook", "file", "all cells", "slowest cells"):
        table.add_column(column, overflow="fold")
    for item in released:
        slowest = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in item.timing.slowest)
        state = "new" if item.changed else "unchanged"
        table.add_row(item.assignment, state, f"{item.timing.total:.1f} s", escape(slowest))
    Console().print(table)


def _shown(text: str) -> str:
    return escape(plain(text))


def _time(time: str, source: str = "") -> str:
    if not time:
        return "time unknown"
    return f"{_shown(time)}, by the {source}" if source not in ("", "none") else _shown(time)


def _points(points: float | None) -> str:
    return "-" if points is None else f"{points:g}"
