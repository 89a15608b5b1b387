"""The file that a student hands in: the notebook, with who handed it in and when.

Nothing here needs more than Python has, so that it works in a browser too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from course_lib.student.workspace import WRITE_HERE, marks_of, read_notebook, text_of

NO_ID = "{student!r} cannot be a student id: it has letters, digits and . _ @ - only."


def sign(notebook: dict[str, Any], name: str, student: str, saved: datetime) -> bytes:
    """Return the content of the file to hand in."""
    metadata = notebook.get("metadata", {})
    handed_in = {
        "assignment": name,
        "student": student,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "saved": saved.isoformat(timespec="seconds"),
    }
    course = {**metadata.get("course", {}), "handed_in": handed_in}
    signed = {**notebook, "metadata": {**metadata, "course": course}}
    return (json.dumps(signed, indent=1, ensure_ascii=False) + "\n").encode()


def remarks(
    notebook: dict[str, Any], locked: Mapping[str, dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the cells that count, and what their author should know without running them.

    ``locked`` are cells that count as they were handed out, whatever became of them.
    """
    cells = [c for c in notebook["cells"] if isinstance(c, dict)]
    present = [str(marks_of(c).get("grade_id", "")) for c in cells]
    found = list(zip(present, cells, strict=True))
    changed = [n for n, c in found if n in locked and text_of(c) != text_of(locked[n])]
    cells = [locked.get(n, c) for n, c in found]
    course = notebook.get("metadata", {}).get("course", {})
    expected: dict[str, str] = course.get("cells", {})
    lines = [] if expected else ["It does not say which release it is: was it made elsewhere?"]
    for name, kind in expected.items():
        if name not in present and kind in ("solution", "written"):
            lines.append(f"LOST: the answer cell {name} was deleted, and with it what it is worth.")
        elif name not in present:
            lines.append(f"The cell {name} was deleted; the grader will use its own.")
        elif present.count(name) > 1:
            lines.append(f"The cell {name} appears twice: the last one that you changed counts.")
    if changed:
        lines.append(
            f"Changed: {', '.join(changed)}. The grader runs what was handed out instead, and so "
            "does this."
        )
    unwritten = [n for n, c in zip(present, cells, strict=True) if n and _is_stub(c)]
    if unwritten:
        lines.append(f"Not answered yet: {', '.join(unwritten)}.")
    return cells, lines


def handed_out(folder: Path, name: str, notebook: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the locked cells of the release that ``notebook`` is from, if the release is here."""
    path = folder / "release" / name / f"{name}.ipynb"
    release = read_notebook(path) if path.is_file() else {}
    if _release_of(release) != _release_of(notebook):
        return {}
    cells = (c for c in release.get("cells", ()) if isinstance(c, dict))
    return {str(marks_of(c).get("grade_id")): c for c in cells if marks_of(c).get("locked")}


def _release_of(notebook: dict[str, Any]) -> Any:
    return notebook.get("metadata", {}).get("course", {}).get("release")


def _is_stub(cell: dict[str, Any]) -> bool:
    text = text_of(cell)
    return "# YOUR CODE HERE" in text or text.strip() == WRITE_HERE
