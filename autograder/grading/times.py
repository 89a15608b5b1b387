"""When something was handed in: the platform says it, and the file's own word is compared.

A time has a source: a record of the platform, the name that the platform gave to a file or folder,
the platform's archive, or none. Without one nothing is late, and "time unknown" is shown.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Literal

Source = Literal["record", "name", "archive", "none"]
FORMAT = "%Y-%m-%d %H:%M:%S UTC"
#: Nothing of a course is older; what claims to be was written by a broken clock, or by hand.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
#: Clocks differ by minutes.
SLACK = timedelta(minutes=5)
#: The file's word may be older than the platform's by the time that somebody waited with it.
LARGE = timedelta(days=1)
_UTC = ("%Y-%m-%d %H:%M:%S UTC", "%Y-%m-%d %H:%M:%S.%f UTC")
_ZONED = ("%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S.%f %z", "%Y-%m-%dT%H:%M:%S%z")
#: As Blackboard and Brightspace write them into names: in the course's time zone.
_LOCAL = ("%Y-%m-%d-%H-%M-%S", "%b %d, %Y %I%M %p", "%d %B, %Y %H%M", "%B %d, %Y %I%M %p")


@dataclass(frozen=True)
class When:
    """The time that counts, in UTC, or none; ``source`` says who told it."""

    at: datetime | None = None
    source: Source = "none"
    said: datetime | None = None
    remarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the time as it is written down; "" when it is unknown."""
        return "" if self.at is None else self.at.strftime(FORMAT)


def when(
    told: Any,
    now: datetime,
    outside: list[tuple[Source, str | datetime | None]],
    zone: tzinfo | None,
) -> When:
    """Return the time by the first of the sources that has a usable one.

    ``told`` is the file's own word, which is compared only. What cannot be meant becomes a remark.
    """
    remarks = []
    at: datetime | None = None
    source: Source = "none"
    for name, value in outside:
        if value is None or value == "":
            continue
        found = in_utc(value, zone)
        if problem := _cannot_be(found, now):
            remarks.append(f"the time in the {name} ({value}) {problem}")
            continue
        if odd := _clock_change(value, zone):
            remarks.append(f"the time in the {name} ({value}) {odd}")
        at, source = found, name
        break
    said, remark = _said(told, now, at)
    return When(at, source, said, (*remarks, *filter(None, [remark])))


def in_utc(value: str | datetime, zone: tzinfo | None) -> datetime | None:
    """Return a time in UTC, whole seconds; None if it is none.

    Without a zone of its own it is in ``zone``, or in that of this machine.
    """
    try:
        found = _zoned(value, zone)
        return None if found is None else found.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError, OSError):
        return None


def _zoned(value: str | datetime, zone: tzinfo | None) -> datetime | None:
    found = value if isinstance(value, datetime) else _parsed(value)
    if found is None or found.tzinfo is not None or zone is None:
        return found
    return found.replace(tzinfo=zone)


def _clock_change(value: str | datetime, zone: tzinfo | None) -> str:
    """Return what is odd about a time that the clock showed twice or never; "" if nothing is."""
    found = _zoned(value, zone)
    if found is None or found.tzinfo is UTC:
        return ""
    first, second = (found.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if first < second:
        return "came twice, when the clocks were put back: the first is taken"
    return "was left out by the clocks: is the course's time zone right?" if first > second else ""


def _parsed(text: str) -> datetime | None:
    for form in (*_UTC, *_ZONED, *_LOCAL):
        with suppress(ValueError):
            found = datetime.strptime(text.strip(), form)
            return found.replace(tzinfo=UTC) if form in _UTC else found
    return None


def _cannot_be(at: datetime | None, now: datetime) -> str:
    if at is None:
        return "cannot be read"
    if at < EARLIEST:
        return "is too long ago to be meant"
    if at > now + SLACK:
        return "lies in the future: is the course's time zone right?"
    return ""


def _said(told: Any, now: datetime, at: datetime | None) -> tuple[datetime | None, str]:
    """Return the file's own word as a time, and what is odd about it."""
    if told in (None, ""):
        return None, ""
    shown = repr(told)[:50]
    try:
        said = datetime.fromisoformat(told)
        said = said.replace(tzinfo=said.tzinfo or UTC).astimezone(UTC).replace(microsecond=0)
    except (ValueError, TypeError, OverflowError):
        return None, f"its own word about the time, {shown}, cannot be meant"
    if said < EARLIEST:
        return None, f"its own word about the time, {shown}, is too long ago to be meant"
    if said > now + SLACK:
        return None, f"its own word about the time, {shown}, lies in the future"
    if at is not None and abs(at - said) > LARGE:
        return said, f"it says that it was made at {said.strftime(FORMAT)}"
    return said, ""


def read_time(text: str) -> datetime | None:
    """Return a time that was written down; None if it is none."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", text):
        return in_utc(text, UTC)
    return None
