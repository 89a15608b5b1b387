"""What an explorer says when the student's function fails."""

from __future__ import annotations

import linecache
import sys
import sysconfig
import traceback
from pathlib import Path

#: Code below these folders is not the student's.
_OTHERS = (str(Path(__file__).parents[1]), sysconfig.get_path("stdlib"), sys.prefix)


def mistake(error: Exception, name: str) -> str:
    """Return a sentence for what the function ``name`` raised, or for a result of no use."""
    said = f"{type(error).__name__}: {error}".rstrip(": ")
    frames = [f for f in traceback.extract_tb(error.__traceback__) if not _is_ours(f.filename)]
    if isinstance(error, NotImplementedError) and (frames or name):
        called = frames[-1].name if frames else name
        return f"`{called}` is not written yet. Write it, run its cell, then this one."
    if frames:
        last = frames[-1]
        line = (last.line or linecache.getline(last.filename, last.lineno or 0)).strip()
        return f"Your `{last.name}` raised {said}\n\nline {last.lineno} of its cell:  {line}"
    if name:
        return (
            f"Your `{name}` returned what cannot be drawn: {said}\n\n"
            "Run its check: it says what is expected."
        )
    return f"This picture could not be drawn: {said}"


def _is_ours(filename: str) -> bool:
    return filename.startswith(_OTHERS)
