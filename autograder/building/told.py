"""Words for people about a configuration file: the line of a name, and the name that was meant."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches


def near(name: str, known: Collection[str]) -> str:
    """Return the end of a message about an unknown name: the nearest one, or all there are."""
    close = get_close_matches(name, known, 1)
    return f"; did you mean {close[0]!r}?" if close else f", expected one of {', '.join(known)}"


def line_of(text: str, name: str, start: int = 1) -> int:
    """Return the first line from ``start`` on that holds a name as a word of its own."""
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    for number, line in enumerate(text.splitlines(), 1):
        if number >= start and word.search(line.partition("#")[0]):
            return number
    return start
