"""What a graded page gives away: a student may see the inputs on which he failed, and no more.

A page shows numbers of the hidden inputs of its own seed. A new answer has a new seed, so an answer
that looks its arguments up among the numbers of the page, and returns what stands after them, must
earn nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from typing import Any

import numpy as np

from autograder.proving.replay import Unknown
from course_lib.checking.core import Exercise, hidden_rng

#: How much the numbers of a page are rounded, at most.
ROUNDED = 5e-3
#: Mistakes that make every value on the way to a result wrong, so that the page shows it.
SPOILED: tuple[Callable[[Any], Any], ...] = (lambda x: 1.1 * x, lambda x: x + 1, lambda x: -x)
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|nan|inf"
_ARRAY = re.compile(rf"\[[\s,\[\]]*(?:(?:{_NUMBER})[\s,\[\]]*)+\]|{_NUMBER}")


def spoiled(function: Callable[..., Any], spoil: Callable[[Any], Any]) -> Callable[..., Any]:
    """Return ``function`` with every number of its results changed."""

    def change(value: Any) -> Any:
        if isinstance(value, tuple | list):
            return type(value)(map(change, value))
        if isinstance(value, np.ndarray):
            return spoil(np.asarray(value, float))
        number = isinstance(value, float | int | np.number) and not isinstance(value, bool)
        return spoil(value) if number else value

    return lambda *args, **kwargs: change(function(*args, **kwargs))


def page_of(
    exercise: Exercise, functions: Mapping[str, Callable[..., Any]], seed: int
) -> list[np.ndarray]:
    """Return every array and number that the pages of spoiled answers show, in their order."""
    shown = ""
    for spoil in SPOILED:
        answers = [spoiled(functions[name], spoil) for name in exercise.functions]
        shown += exercise.evaluate(answers, hidden_rng(seed), hidden=True)._repr_html_()
    return arrays_in(unescape(re.sub(r"<[^>]*>", " ", shown)))


def arrays_in(text: str) -> list[np.ndarray]:
    """Return the arrays and numbers of a text."""
    found = []
    for match in _ARRAY.finditer(text):
        rows = [re.findall(_NUMBER, row) for row in re.findall(r"[^\[\]]+", match.group())]
        rows = [row for row in rows if row]
        if len({len(row) for row in rows}) == 1:
            values = np.array(rows, float)
            found.append(values[0, 0] if values.size == 1 else values.squeeze())
    return [np.asarray(value) for value in found]


def copied(page: Iterable[np.ndarray], outputs: int, after: int) -> Callable[..., Any]:
    """Return an answer that knows the page alone.

    It looks for an argument among the arrays of the page and returns ``outputs`` of those that
    stand ``after`` places behind it.
    """
    known = list(page)

    def looked_up(*args: Any, **kwargs: Any) -> Any:
        for given in [*args, *kwargs.values()]:
            if not isinstance(given, float | int | np.number | np.ndarray):
                continue
            for place, value in enumerate(known):
                if alike(given, value) and place + after + outputs <= len(known):
                    found = known[place + after : place + after + outputs]
                    return found[0].copy() if outputs == 1 else tuple(v.copy() for v in found)
        raise Unknown("not on the page")

    return looked_up


def alike(given: Any, value: np.ndarray) -> bool:
    """Tell whether a number or array of the page may be the one that is given."""
    array = np.asarray(given, float).squeeze()
    near = array.shape == value.shape and array.size > 0
    return bool(near and np.allclose(array, value, rtol=ROUNDED, atol=ROUNDED, equal_nan=True))
