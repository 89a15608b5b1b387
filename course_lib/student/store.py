"""What a student has done, kept in one small file a notebook: ``.progress/NN_topic.json``.

Plain JSON and the student's own: it may be edited or deleted, and no grader reads it.

{"checks": {"relu": {"share": 0.7, "holds": false, "failed_tries": 2, "code": "a hash"}},
 "predictions": {"prediction_mean": {"letter": "B", "outcome": "A"}},
 "handed_in": "2026-10-01T12:00:00+00:00"}
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from course_lib.student.workspace import write_atomically

FOLDER = ".progress"
Kept = dict[str, Any]


def read(folder: Path, notebook: str) -> Kept:
    """Return what is kept of a notebook in the course's ``folder``; nothing if it is unreadable."""
    try:
        kept = json.loads((folder / FOLDER / f"{notebook}.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        kept = {}
    return kept if isinstance(kept, dict) else {}


def table(kept: Kept, name: str) -> dict[str, Kept]:
    """Return ``checks`` or ``predictions``; what somebody put there instead is left out."""
    found = kept.get(name)
    whole = found if isinstance(found, dict) else {}
    return {key: row for key, row in whole.items() if isinstance(row, dict)}


def change(folder: Path, notebook: str, changed: Callable[[Kept], None]) -> None:
    """Let ``changed`` change what is kept of a notebook, and write it."""
    kept = read(folder, notebook)
    changed(kept)
    text = json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False)
    write_atomically(folder / FOLDER / f"{notebook}.json", f"{text}\n".encode())


def note_hand_in(folder: Path, notebook: str) -> None:
    """Keep that a notebook was made ready to be handed in, now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    change(folder, notebook, lambda kept: kept.update(handed_in=now))
