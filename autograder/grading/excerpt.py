"""What of a student's cells a page gets: no output that a browser would run, no endless text."""

from __future__ import annotations

from typing import Any

from autograder.building.plan import SAFE_OUTPUTS

LONGEST = 10_000
LONGEST_LINE = 1000
MOST_TEXT = 200_000
_CUT = " ... (too long for this page)"


def shorten(cells: list[Any]) -> None:
    """Cut the sources of a student's cells to what a page shows in seconds.

    Colouring code and rendering Markdown take time that grows with the square of some texts.
    """
    room = MOST_TEXT
    for cell in cells:
        if cell["cell_type"] == "code":
            lines = cell["source"].split("\n")
            cell["source"] = "\n".join(_cut(line, LONGEST_LINE) for line in lines)
        cell["source"] = _cut(cell["source"], min(LONGEST, room))
        room = max(room - len(cell["source"]), 0)


def _cut(text: str, length: int) -> str:
    """Return ``text``, cut to ``length`` characters with a word about that."""
    return text if len(text) <= length else f"{text[:length]}{_CUT}"


def safe_outputs(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return outputs of a student's cell without the forms that a browser would run."""
    kept: list[dict[str, Any]] = []
    for output in outputs:
        data = output.get("data")
        if isinstance(data, dict):
            data = {form: data[form] for form in SAFE_OUTPUTS if form in data}
            if data:
                kept.append({**output, "data": data})
        else:
            kept.append(output)
    return kept
