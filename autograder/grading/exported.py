"""What a platform's export says of itself: Gradescope names its folders by numbers alone.

Its list, submission_metadata.yml, lies beside these folders and is the platform's word. In another
platform's archive a student can have handed in a file of that name, with anything in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import yaml  # type: ignore[import-untyped]

from autograder.grading.identity import Recorded
from autograder.grading.times import FORMAT, in_utc

FILE = "submission_metadata.yml"


def read_metadata(text: str) -> dict[str, Recorded]:
    """Return who handed in each folder, and when; nothing of what cannot be read."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    records: dict[str, Recorded] = {}
    # Whatever is wrong in it, in whichever way: every file can still be collected.
    with suppress(Exception):
        found = yaml.load(text, loader)
        for folder, entry in found.items() if isinstance(found, dict) else ():
            if isinstance(entry, Mapping):
                people, time = _people(entry), _time(entry.get(":created_at"))
                records[_word(folder).strip(":")] = Recorded(people, time)
    return records


def _people(entry: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    people = entry.get(":submitters")
    listed = [p for p in people if isinstance(p, Mapping)] if isinstance(people, list) else []
    keys = (":sid", ":email", ":name")
    return tuple(tuple(filter(None, (_word(p.get(key)) for key in keys))) for p in listed)


def _word(value: object) -> str:
    """Return a plain value as text: a list can hold itself many times over, and be endless so."""
    return str(value) if isinstance(value, str | int | float) else ""


def _time(value: object) -> str:
    at = in_utc(value, UTC) if isinstance(value, datetime) else None
    return _word(value) if at is None else at.strftime(FORMAT)
