"""Whether what is handed out solved gives away what is still graded."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from nbformat import NotebookNode

from autograder.building.cells import kind_of
from autograder.building.source import defined
from course_lib.checking.core import Exercise

#: The share of an exercise that a given function may earn before it counts as its answer.
MOST = 0.5


def given_away(source: NotebookNode) -> Iterator[str]:
    """Yield a warning for each given function that earns points in the place of a graded one.

    ``source`` is a built instructor's notebook. The given functions are put to the checks of the
    others, wherever they take as many arguments.
    """
    given = {name for c in source.cells if kind_of(c) == "given" for name in defined(c)}
    if not given:
        return
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in source.cells:
        if kind_of(cell) == "setup" or (kind_of(cell) in ("given", "solution") and defined(cell)):
            exec(compile(cell.source, f"<{cell.id}>", "exec"), names)
    graded = {name for c in source.cells if kind_of(c) == "solution" for name in defined(c)}
    worth = {c.id for c in source.cells if c.metadata.get("nbgrader", {}).get("points")}
    for test, line in source.metadata.course.tests.items():
        if test not in worth:
            continue
        call = ast.parse(line, mode="eval").body
        assert isinstance(call, ast.Call)
        exercise = eval(compile(ast.Expression(call.func), test, "eval"), names)
        wanted = [a.id for a in call.args if isinstance(a, ast.Name)]
        for name in graded & set(wanted):
            for other in sorted(given):
                share = _share(exercise, wanted, names, name, other)
                if share >= MOST:
                    yield f"`{other}` is given, and earns {share:.0%} of {test} as `{name}`"


def _share(
    exercise: Exercise, wanted: list[str], names: dict[str, Any], name: str, other: str
) -> float:
    """Return how much of what hangs on the function ``name`` the function ``other`` earns.

    The other functions of the exercise are right, and what they earn alone does not count.
    """
    if _arity(names[other]) != _arity(names[name]):
        return 0.0

    def earned(function: Callable[..., Any]) -> float:
        functions = [function if one == name else names[one] for one in wanted]
        return exercise.evaluate(functions, np.random.default_rng(0)).share

    alone = earned(_spoiled(names[name]))
    return (earned(names[other]) - alone) / (1 - alone) if alone < 1 else 0.0


def _spoiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function whose (first) result is off by one; what follows it, a cache, is right."""

    def spoiled(*args: Any) -> Any:
        result = function(*args)
        return (result[0] + 1, *result[1:]) if isinstance(result, tuple) else result + 1

    return spoiled


def _arity(function: Callable[..., Any]) -> int:
    return len(inspect.signature(function).parameters)
