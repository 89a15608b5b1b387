"""What is late, by how much, and what that costs: pure, from the platform's time alone.

The hours come from the platform. Where it tells none, nothing is late.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from autograder.building.choices import read_term
from autograder.building.term import Late, Term
from autograder.course import Course
from autograder.grading.agreed import extension_for, read_extensions
from autograder.grading.times import read_time

DAY = 86400.0


@dataclass(frozen=True)
class Lateness:
    """How late something came: ``seconds`` after it was due, and the points that it costs.

    ``after_last_day`` costs all of them. ``due`` is when it was due for this student, None without
    a due date.
    """

    due: datetime | None = None
    seconds: float = 0.0
    penalty: float = 0.0
    after_last_day: bool = False
    extended: bool = False

    @property
    def text(self) -> str:
        """Return it for a table; "" when nothing is late."""
        if not self.seconds:
            return ""
        days, hours = divmod(self.seconds / 3600, 24)
        by = f"{days:.0f} d {math.floor(hours)} h" if days else f"{math.ceil(hours)} h"
        cost = "after the last day" if self.after_last_day else f"-{self.penalty:g} points"
        return f"late by {by}: {cost if self.penalty else 'costs nothing'}"

    def reduced(self, points: float) -> float:
        """Return what is left of some points."""
        return round(max(0.0, points - self.penalty), 6)


def lateness(at: datetime | None, due: datetime | None, late: Late, most: float) -> Lateness:
    """Return how late a time is, and the cost where ``most`` points can be earned."""
    if at is None or due is None or at <= due:
        return Lateness(due)
    seconds = (at - due).total_seconds()
    if late.last_day is not None and seconds > late.last_day * DAY:
        return Lateness(due, seconds, most, True)
    days = max(0, math.ceil(seconds / DAY - late.grace))
    cost = days * (late.points + late.percent / 100 * most)
    return Lateness(due, seconds, round(min(cost, most), 6))


def last_moment(course: Course, assignment: str) -> datetime | None:
    """Return when nobody can hand in for points any more, as far as the term says it.

    That is the due date or the latest extension, and the days until the last day. It is None
    without a due date. Raises CourseError for what cannot be meant.
    """
    term = read_term(course)
    due = term.due.get(assignment)
    if due is None:
        return None
    more = read_extensions(course, term)
    dues = [due, *(e.due(due) for (_, name), e in more.items() if name in ("", assignment))]
    return max(dues) + timedelta(days=term.late.last_day or 0)


class Clock:
    """Says of every student of a notebook how late a submission is."""

    def __init__(self, course: Course, assignment: str, most: float) -> None:
        """Read the term and the extensions; raises CourseError for what cannot be meant."""
        self.term: Term = read_term(course)
        self._assignment, self._most = assignment, most
        self._extensions = read_extensions(course, self.term)

    def of(self, student: str, time: str) -> Lateness:
        """Return how late a student was; ``time`` is in UTC as a receipt has it, "" if unknown."""
        due = self.term.due.get(self._assignment)
        extension = extension_for(self._extensions, student, self._assignment)
        if due is not None and extension is not None:
            due = max(due, extension.due(due))
        found = lateness(read_time(time), due, self.term.late, self._most)
        return Lateness(
            found.due, found.seconds, found.penalty, found.after_last_day, extension is not None
        )
