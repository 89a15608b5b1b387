"""What a reply says about a request: the student's process wrote it, so every part is checked."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from .displays import LIMIT, SHOWN, Display
from .errors import LINE_LIMIT, MAX_LINES, MissingName, StudentError, clip
from .wire import Node, WireError, is_plain_text

Line = tuple[int, str]


@dataclass(frozen=True)
class CellOutcome:
    """How a cell ended, before its output is added."""

    ok: bool
    error_name: str
    error_text: str
    lines: tuple[Line, ...]
    displays: tuple[Display, ...]


def read_call(outcome: Node) -> None:
    """Raise what the student's function raised.

    Raises
    ------
    WireError
        If this is not the outcome of a call.
    """
    match outcome:
        case ["ok"]:
            return
        case ["missing", name]:
            raise MissingName(f"the submission does not define {_text(name)}")
        case ["error", "not written", _, message, _]:
            raise NotImplementedError(_text(message))
        case ["error", "", name, message, lines]:
            number, line = (_lines(lines) or ((0, ""),))[-1]
            raise StudentError(_text(name), _text(message), number, line)
    raise WireError("a strange outcome")


def read_cell(outcome: Node) -> CellOutcome:
    """Return how a cell ended.

    Raises
    ------
    WireError
        If this is not the outcome of a cell.
    """
    match outcome:
        case ["cell", bool(ok), name, text, lines, list(displays)]:
            shown = tuple(_display(display) for display in displays)
            size = sum(len(text) for _, forms in shown for text in forms.values())
            if size <= LIMIT:
                return CellOutcome(ok, _text(name), _text(text), _lines(lines), shown)
        case ["error", str(), name, text, lines]:
            return CellOutcome(False, _text(name), _text(text), _lines(lines), ())
    raise WireError("a strange outcome")


def _text(node: Any) -> str:
    if type(node) is not str or not is_plain_text(node):
        raise WireError("not a text")
    # Names and messages are printed in tables: nothing in them may steer a terminal.
    return "".join(map(_harmless, clip(node)))


def _harmless(character: str) -> str:
    control = unicodedata.category(character)[0] == "C" and character not in "\n\t"
    return "\N{REPLACEMENT CHARACTER}" if control else character


def _lines(node: Any) -> tuple[Line, ...]:
    lines = []
    for line in node if type(node) is list and len(node) <= MAX_LINES else [None]:
        match line:
            case [int(number), text] if 0 <= number < 1 << 32:
                lines.append((number, clip(_text(text), LINE_LIMIT)))
            case _:
                raise WireError("not a line")
    return tuple(lines)


def _display(node: Any) -> Display:
    match node:
        case [bool(value), dict(forms)] if forms.keys() <= set(SHOWN):
            if all(type(text) is str and is_plain_text(text) for text in forms.values()):
                return value, forms
    raise WireError("not a display")
