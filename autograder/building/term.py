"""The table [term] of course.toml: what holds for all notebooks of a term.

    [term]
    time_zone = "Europe/Berlin"     # of due dates, and of the times in a platform's archives
    late = { percent = 10, grace = 1, last_day = 7 }
    attempts = "best"               # of several attempts; "last" if left out

    [term.due]
    03_batchnorm = 2026-11-30T23:59:00

Each started day after the grace costs ``percent`` of the notebook's points, or ``points``. Grace
and last day are days from the due date; what comes after the last day earns nothing. Without
due dates nothing is late, and without ``late`` it costs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from autograder.building.cells import is_points
from autograder.building.told import line_of, near

TERM = "term"
KEYS = ("time_zone", "due", "late", "attempts")
ATTEMPTS = ("last", "best")
LATE_KEYS = ("percent", "points", "grace", "last_day")


@dataclass(frozen=True)
class Late:
    """What lateness costs: points, or percent of a notebook's points, a started day."""

    percent: float = 0.0
    points: float = 0.0
    grace: float = 0.0
    last_day: float | None = None


@dataclass(frozen=True)
class Term:
    """What holds for the whole course; without a time zone it is the one of this machine.

    ``due`` has the due dates by notebook, each with a time zone. ``attempts`` says which of several
    counts.
    """

    time_zone: tzinfo | None = None
    due: Mapping[str, datetime] = field(default_factory=dict)
    late: Late = field(default_factory=Late)
    attempts: str = "last"

    def zoned(self, at: datetime) -> datetime:
        """Return a time with a zone: its own, the term's, or this machine's."""
        if at.tzinfo is not None:
            return at
        return at.replace(tzinfo=self.time_zone) if self.time_zone else at.astimezone()


def make_term(table: Mapping[str, Any]) -> Term:
    """Return the term of a table that has no problems."""
    zone = table.get("time_zone")
    bare = Term(ZoneInfo(zone) if zone else None)
    due = {name: bare.zoned(at) for name, at in table.get("due", {}).items()}
    late = Late(**table.get("late", {}))
    return Term(bare.time_zone, due, late, table.get("attempts", "last"))


def problems(
    table: Any, text: str, start: int, notebooks: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Yield what cannot be meant, each with its line in ``text``."""
    if not isinstance(table, dict):
        yield start, f"{TERM} is {table!r}, expected a table [{TERM}]"
        return
    for key, value in table.items():
        line = line_of(text, key, start)
        if key not in KEYS:
            yield line, f"[{TERM}] has {key!r}{near(key, KEYS)}"
        elif key == "time_zone" and not _is_zone(value):
            close = get_close_matches(str(value), available_timezones(), 1)
            yield line, f"there is no time zone {value!r}; one is {[*close, 'Europe/Berlin'][0]!r}"
        elif key == "due":
            yield from _due_problems(value, text, line, notebooks)
        elif key == "attempts" and value not in ATTEMPTS:
            yield line, f"attempts is {value!r}; one of 'last' and 'best' counts"
        elif key == "late":
            yield from _late_problems(value, line)


def _due_problems(
    due: Any, text: str, start: int, notebooks: Collection[str]
) -> Iterator[tuple[int, str]]:
    if not isinstance(due, dict):
        yield start, "due is a table [term.due] with a line such as 00_warmup = 2026-11-30T23:59:00"
        return
    for name, at in due.items():
        line = line_of(text, name, start)
        if name not in notebooks:
            yield line, f"there is no notebook {name!r}{near(name, notebooks)}"
        if not isinstance(at, datetime):
            yield line, f"{name} is due {at!r}, expected a date with a time: 2026-11-30T23:59:00"


def _late_problems(late: Any, line: int) -> Iterator[tuple[int, str]]:
    if not isinstance(late, dict):
        yield line, "late is a table such as { percent = 10, grace = 1, last_day = 7 }"
        return
    for key, value in late.items():
        if key not in LATE_KEYS:
            yield line, f"late has {key!r}{near(key, LATE_KEYS)}"
        elif not is_points(value):
            yield line, f"late has {key} = {value!r}, expected a number from 0"
    if "percent" in late and "points" in late:
        yield line, "late has percent and points: leave out one of the two"


def _is_zone(name: Any) -> bool:
    try:
        return isinstance(name, str) and bool(ZoneInfo(name))
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False
