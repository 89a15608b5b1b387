"""What a platform's export says of itself: Gradescope names its folders by numbers alone.

Its list, submission_metadata.yml, lies beside these folders and is the platform's word.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import yaml  # type: ignore[import-untyped]

from autograder.grading.identity import Recorded

FILE = "submission_metadata.yml"


def read_metadata(text: str) -> dict[str, Recorded]:
    """Return who handed in each folder, and when; nothing where the list cannot be read."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        found = yaml.load(text, loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    entries = found.items() if isinstance(found, dict) else ()
    return {
        str(folder).strip(":"): Recorded(_people(entry), _time(entry.get(":created_at")))
        for folder, entry in entries
        if isinstance(entry, Mapping)
    }


def _people(entry: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    people = entry.get(":submitters")
    listed = [p for p in people if isinstance(p, Mapping)] if isinstance(people, list) else []
    keys = (":sid", ":email", ":name")
    return tuple(tuple(str(p[key]) for key in keys if p.get(key)) for p in listed)


def _time(value: object) -> str:
    if isinstance(value, datetime):
        at = value if value.tzinfo else value.replace(tzinfo=UTC)
        return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    return str(value or "")
