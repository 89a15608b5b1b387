"""Tables for people. Every text in them that is not ours goes through ``_shown``."""

from __future__ import annotations

from collections import Counter
from statistics import mean, median
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from course_lib.student.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.grading.groups import Collected
    from autograder.grading.rows import Row
    from autograder.release.notebooks import Released
    from autograder.roster import Roster, Student

_COLOURS = {"graded": "green", "failed": "red", "missing": "yellow", "new": "cyan"}

#: Columns of a terminal that shows all there is to a student.
WIDE = 120
#: Students of a class that is printed whole.
LONG = 40
#: Students who are named beside a remark of theirs; one of more is said of the class.
NAMED = 8


def print_class(rows: list[Row], assignment: str, full: bool = False) -> None:
    """Print a class, one line a student, those who need a look first, and what it comes to.

    Of a long class only they are printed, unless it shall be ``full``. A wide terminal shows the
    section and the time too. Remarks that a line has no room for, or that many share, stand below.
    """
    console = Console()
    remarks = {row.student: [*filter(None, (row.reason, row.late, *row.notes))] for row in rows}
    shared = _shared(remarks, len(rows) if full else NAMED)
    own = {who: [text for text in texts if text not in shared] for who, texts in remarks.items()}
    first = sorted(rows, key=_urgency)
    listed = first
    if len(rows) > LONG and not full:
        listed = [row for row in first if row.state != "graded" or own[row.student]]
    wide = console.width >= WIDE
    table = Table(title=assignment, box=box.SIMPLE, pad_edge=False)
    table.add_column("student", no_wrap=True)
    for column in ("section", "handed in") if wide else ():
        table.add_column(column, no_wrap=True)
    table.add_column("state", no_wrap=True)
    for column in ("tests", "by hand", "total"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("remarks", no_wrap=not wide, overflow="fold" if wide else "ellipsis")
    for row in listed:
        by_hand = f"{row.to_mark} to mark" if row.to_mark else _points(row.hand)
        table.add_row(
            _shown(": ".join(filter(None, (row.student, row.name)))),
            *((_shown(row.section), _when(row)) if wide else ()),
            f"[{_COLOURS[row.state]}]{row.state}[/]",
            f"{_points(row.score)} / {row.max:g}",
            by_hand if row.hand is not None else "-",
            _points(row.total),
            _shown("; ".join(own[row.student])),
        )
    room = _cut(table, console.width)
    console.print(table)
    below = {
        row.student: [
            text
            for text in remarks[row.student]
            if text in shared or (not wide and cell_len("; ".join(own[row.student])) > room)
        ]
        for row in first
    }
    _print_remarks(console, below, len(rows) if full else NAMED, "students")
    if len(listed) < len(rows):
        count = len(rows) - len(listed)
        console.print(f"{count} more are graded without a remark of their own; --full shows them.")
    console.print(_sum_of(rows))


def _shared(remarks: Mapping[str, list[str]], most: int) -> set[str]:
    """Return the remarks that more than ``most`` have: they say nothing about one of them."""
    counts = Counter(text for texts in remarks.values() for text in texts)
    return {text for text, count in counts.items() if count > most}


def _print_remarks(
    console: Console, remarks: Mapping[str, list[str]], most: int, what: str
) -> None:
    """Print each remark once, in full, with those who have it, or with how many they are."""
    who: dict[str, list[str]] = {}
    for name, texts in remarks.items():
        for text in texts:
            who.setdefault(text, []).append(name)
    for text, names in who.items():
        told = ", ".join(names) if len(names) <= most else f"{len(names)} {what}"
        console.print(f"[bold]{_shown(told)}[/]: {_shown(text)}")


def _cut(table: Table, width: int) -> int:
    """Let the first and the last column share what the others leave, since numbers are not cut.

    Return the width of the last one.
    """
    first, *numbers, last = table.columns
    first_wants, last_wants = _width_of(first), _width_of(last)
    between = 3  # blanks from one column to the next
    free = width - sum(_width_of(c) + between for c in numbers) - between - 2
    if first_wants + last_wants > free:
        first.width = min(first_wants, max(free - last_wants, free * 3 // 7))
        last.width = free - first.width
        return last.width
    return last_wants


def _width_of(column: Column) -> int:
    cells = [column.header, *column.cells]
    return max(Text.from_markup(str(cell)).cell_len for cell in cells)


def _urgency(row: Row) -> tuple[int, bool, str]:
    order = ("failed", "missing", "new", "graded")
    return order.index(row.state), not row.late, row.student


def _sum_of(rows: list[Row]) -> str:
    """Return the counts of the states, the mean and the median by tests, and what is to mark."""
    counts = Counter(row.state for row in rows)
    words = [f"{counts[state]} {state}" for state in _COLOURS if counts[state]]
    scores = [row.score for row in rows if row.score is not None]
    if scores:
        words.append(f"mean {mean(scores):.1f} and median {median(scores):.1f} by tests")
    if to_mark := sum(row.to_mark for row in rows):
        words.append(f"{to_mark} answers to mark")
    return ", ".join(words)


def _when(row: Row) -> str:
    return "-" if row.state == "missing" else _shown(row.time) or "time unknown"


def print_overview(rows: Mapping[str, list[Row]], who: Mapping[str, str]) -> None:
    """Print the points by tests of a class in all notebooks, a column each, and who they are."""
    table = Table(box=box.SIMPLE, pad_edge=False, padding=(0, 1), title="points by tests")
    table.add_column("student", no_wrap=True)
    for assignment in rows:
        table.add_column(assignment[:2], justify="right", no_wrap=True)
    table.add_row("of", *(f"{of_one[0].max:.0f}" for of_one in rows.values() if of_one))
    scores = {a: {row.student: row.score for row in of_one} for a, of_one in rows.items()}
    for student in who:
        cells = [of_one.get(student) for of_one in scores.values()]
        table.add_row(_shown(student), *("x" if c is None else f"{c:.0f}" for c in cells))
    console = Console()
    console.print(table)
    for student, what in who.items():
        console.print(f"{student:>10}: {what}", markup=False, highlight=False)


def print_collected(collected: list[Collected]) -> None:
    """Print what became of every file, one line each; of many, only those that need a look.

    Remarks stand below in full, each once.
    """
    colours = {"collected": "green", "older": "yellow", "failed": "red", "unmatched": "magenta"}
    remarks: dict[str, list[str]] = {}
    for one in collected:  # of a group's file there are several
        remarks.setdefault(one.file, []).extend(filter(None, (one.reason, *one.remarks)))
    shared = _shared(remarks, NAMED)
    listed = collected
    if len(collected) > LONG:
        listed = [c for c in collected if c.state != "collected" or {*remarks[c.file]} - shared]
    console = Console()
    table = Table(title="handed in", box=box.SIMPLE, pad_edge=False)
    for column in ("notebook", "student", "state", "at (UTC)", "file"):
        table.add_column(column, no_wrap=True)
    for one in listed:
        state = f"[{colours[one.state]}]{one.state}[/]"
        time = one.time.removesuffix(" UTC") or "unknown"
        table.add_row(*map(_shown, (one.assignment, one.student)), state, time, _shown(one.file))
    *others, file = table.columns
    file.width = max(console.width - sum(_width_of(c) + 3 for c in others) - 2, 8)
    if listed:
        console.print(table)
    _print_remarks(console, remarks, NAMED, "files")
    if len(listed) < len(collected):
        console.print(
            f"{len(collected) - len(listed)} more were collected without a remark of their own."
        )
    counts = Counter(one.state for one in collected)
    console.print(", ".join(f"{counts[state]} {state}" for state in colours if counts[state]))
    told = Counter(one.source for one in collected if one.time)
    if told:
        console.print(f"Times by {', '.join(f'the {s} ({n})' for s, n in told.most_common())}.")
    if counts["unmatched"]:
        console.print(
            "What is unmatched is nobody's of students.csv: put each file into a folder named by "
            "its student's id and collect that folder. A new student comes into students.csv first."
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


def _points(points: float | None) -> str:
    return "-" if points is None else f"{points:g}"
