"""Texts that are not ours, made harmless for a terminal.

A file's name, a name in a roster or the text of an error can hold codes that clear the screen,
rename the window, turn the order of letters around, or take no room at all.
"""

from __future__ import annotations

import unicodedata

#: Letters and marks that nobody sees, beside the control and format characters.
_INVISIBLE = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}
_INVISIBLE |= {*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
#: Control, format, surrogate, private and unassigned characters; separators of lines.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def plain(text: str, keep: str = "") -> str:
    r"""Return a text in which every character that acts or hides is a visible escape, as ``\x1b``.

    Characters in ``keep``, such as the end of a line, stay as they are.
    """
    return "".join(c if c in keep or not _hidden(c) else _escape(c) for c in text)


def _hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN or ord(character) in _INVISIBLE


def _escape(character: str) -> str:
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
