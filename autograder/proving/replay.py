"""What a table made at home earns: the hidden inputs are as secret as the seed, or they are not.

The checks are in every student's hands. So a student can run the hidden check on a right answer
under many seeds, note what every call returned, and hand in the notes instead of the answer. Under
a seed that the table has not seen, it must earn nothing.
"""

from __future__ import annotations

import copy
import types
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from course_lib.checking.core import VISIBLE_SEED, Exercise, hidden_rng

#: Seeds that a table may see at home.
SEEDS = 500
#: A seed that no table has seen.
FRESH = 2**61 + 1


class Unknown(Exception):
    """A call that the table does not hold."""


class Table:
    """The calls of some functions, by name and arguments, with what they returned."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, Any], Any] = {}
        self.counts: dict[str, Counter[Any]] = {}
        self.samples: dict[tuple[str, Any], Any] = {}

    def record(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that answers like ``function`` and notes it."""

        def noted(*args: Any, **kwargs: Any) -> Any:
            call = (name, key([list(args), kwargs]))
            result = function(*args, **kwargs)
            self.known[call] = copy.deepcopy(result)
            answer = key(result)
            self.counts.setdefault(name, Counter())[answer] += 1
            self.samples[name, answer] = self.known[call]
            return result

        return noted

    def replay(self, name: str, guess: bool = False) -> Callable[..., Any]:
        """Return a function that looks its answer up.

        It raises Unknown for a call that was not seen, or gives the most frequent answer.
        """

        def looked_up(*args: Any, **kwargs: Any) -> Any:
            call = (name, key([list(args), kwargs]))
            if call in self.known:
                return copy.deepcopy(self.known[call])
            if guess and name in self.counts:
                (answer, _), *_ = self.counts[name].most_common(1)
                return copy.deepcopy(self.samples[name, answer])
            raise Unknown(name)

        return looked_up


def key(value: Any) -> Any:
    """Return what tells two arguments apart: every byte of arrays, the state of generators."""
    match value:
        case np.ndarray():
            return ("array", value.shape, value.dtype.str, value.tobytes())
        case np.generic():
            return ("array", (), value.dtype.str, value.tobytes())
        case np.random.Generator():
            return ("rng", repr(value.bit_generator.state))
        case list() | tuple():
            return (type(value).__name__, *map(key, value))
        case dict():
            return ("dict", *((k, key(v)) for k, v in value.items()))
        case types.FunctionType():
            return ("function", value.__qualname__)
        case _:
            return repr(value)


def table_of(
    exercise: Exercise, functions: Mapping[str, Callable[..., Any]], seeds: Iterable[int]
) -> Table:
    """Return what the hidden check under some seeds, and the visible one, call and get."""
    table = Table()
    noted = [table.record(name, functions[name]) for name in exercise.functions]
    exercise.evaluate(noted, np.random.default_rng(VISIBLE_SEED))
    for seed in seeds:
        exercise.evaluate(noted, hidden_rng(seed), hidden=True)
    return table


def earned(exercise: Exercise, table: Table, guess: bool = False, seed: int = FRESH) -> float:
    """Return the share of the hidden check that a table earns under a seed."""
    functions = [table.replay(name, guess) for name in exercise.functions]
    return exercise.evaluate(functions, hidden_rng(seed), hidden=True).share
