"""A smaller case for who is stuck: one call of the check in numbers, and what must come out.

It is the very call that failed. Its arguments, one number of the result and the student's own can
be redone with a pencil, and so can the steps on the way to it where a property tells them; there is
no code in it.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from course_lib.checking.types import Array, Function

#: Numbers of an argument that are still shown one by one.
FEW = 16
#: How the numbers on the way to a result begin.
WORKED = "Worked out for one part of it:"
#: Digits of a number, and more where two numbers must be told apart.
DIGITS = (4, 6, 9, 12, 17)


@dataclass(frozen=True)
class Call:
    """A call of a student's function, with what the check gave it."""

    name: str
    function: Function
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def told(self) -> str:
        """Return the call in words and numbers."""
        given = zip(self.parameters(), (*self.args, *self.kwargs.values()), strict=False)
        inner = "; ".join(f"{name} = {told}" for name, a in given if (told := _value(a)))
        return f"`{self.name}` was given {inner or 'what the row says'}."

    def parameters(self) -> list[str]:
        """Return the names of the arguments as code, those without a name by their number."""
        try:
            names = _positional(self.function)
        except (TypeError, ValueError):
            names = []
        count = len(self.args)
        if len(names) < count:
            return [*(f"argument {i + 1}" for i in range(count)), *(f"`{n}`" for n in self.kwargs)]
        return [f"`{name}`" for name in (*names[:count], *self.kwargs)]


@lru_cache(maxsize=64)
def _positional(function: Function) -> list[str]:
    """Return the names of the arguments that have a place: of a function that is called often."""
    parameters = inspect.signature(function).parameters.values()
    return [p.name for p in parameters if p.kind <= p.POSITIONAL_OR_KEYWORD]


def subject(name: str) -> str:
    """Return a result's name as it begins a sentence: as code, unless it is words."""
    return name[0].upper() + name[1:] if " " in name else f"`{name}`"


def beside(name: str, got: Array, want: Array, wrong: Array) -> str:
    """Return one entry of a result, where ``wrong`` says that it differs, as it is and must be."""
    where = tuple(int(i) for i in np.argwhere(wrong)[0]) if want.ndim else ()
    at = f", at {_place(where)}," if where else ""
    mine, right = got[where], want[where]
    told = next(
        (
            (_number(mine, d), _number(right, d))
            for d in DIGITS
            if _number(mine, d) != _number(right, d)
        ),
        (_number(mine, DIGITS[-1]), _number(right, DIGITS[-1])),
    )
    result = f"For {name}" if " " in name else f"In `{name}`"
    return f"{result}{at} {told[1]} must come out; yours is {told[0]}."


def worked(steps: Mapping[str, Any]) -> str:
    """Return numbers by name, one after the other: the way to a result, worked out."""
    told = "; ".join(f"{name.replace('_', ' ')} {_value(value)}" for name, value in steps.items())
    return f"{WORKED} {told}." if told else ""


def _place(where: tuple[int, ...]) -> str:
    if len(where) == 2:
        return f"row {where[0]}, column {where[1]}"
    return f"index {where[0] if len(where) == 1 else where}"


def _value(value: Any) -> str:
    """Return an argument in numbers; "" for what is no number: a cache, a generator."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
        if value.size <= FEW:
            return _list(value.tolist())
        first = _list(value.ravel()[:4].tolist())
        return f"numbers of shape {value.shape}, of which the first are {first}"
    if isinstance(value, list) and sum(np.size(v) for v in value if _value(v)) <= FEW:
        return "[" + ", ".join(told for v in value if (told := _value(v))) + "]"
    if isinstance(value, bool | str | int | float | np.generic):
        return _list(value.item() if isinstance(value, np.generic) else value)
    return ""


def _list(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_list, value)) + "]"
    return str(value) if isinstance(value, bool | str) else _number(value)


def _number(value: Any, digits: int = DIGITS[0]) -> str:
    return f"{value:.{digits}g}" if np.isrealobj(value) else str(value)
