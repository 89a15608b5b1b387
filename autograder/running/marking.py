"""Run the instructor's test cells in the grader's own process, on proxies of the student's code.

The points are the cell's, and nobody else's: a check gets them from here, and what a test of plain
assertions ends with is a share of them.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from types import CodeType
from typing import Any

import numpy as np

from autograder.building.plan import Step
from course_lib.checking import core
from course_lib.checking.report import Report

LONGEST = 2000  # of an assertion's message, which may quote what a student's function returned
Student = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True)
class Mark:
    """The points of a test, what it reported and printed, and why if it gave no points.

    ``fault`` names what the reference answers lose with the same inputs: it is the grader's fault.
    """

    points: float
    reports: tuple[Report, ...] = ()
    printed: str = ""
    reason: str = ""
    fault: str = ""


class Marker:
    """The instructor's side of one submission: the locked cells and the tests, never an answer.

    Hidden tests draw their inputs from ``seed``. What a test takes points for is asked of the
    ``reference`` too, the instructor's own answer cells, here and with the same inputs.
    """

    def __init__(self, setup: str, seed: int, reference: Sequence[str] = ()) -> None:
        self.seed = seed
        self.reference = reference
        self.names: dict[str, Any] = {"__name__": "__main__"}
        exec(_compiled(setup, "<locked cells>"), self.names)

    def mark(self, test: Step, student: Student) -> Mark:
        """Return the mark of one test; ``student`` binds the names of the answers."""
        mark = self._mark(test, student)
        written = not (mark.reports and all(report.unwritten for report in mark.reports))
        if mark.points >= test.points or not written or not self.reference:
            return mark
        own = self._mark(test, self._own)
        if own.points >= test.points:
            return mark
        lost = [o.name for report in own.reports for o in report.failures]
        return replace(mark, fault=lost[0] if lost else own.reason or "it does not give all points")

    @cached_property
    def _own(self) -> Student:
        """The instructor's own functions by name."""
        names = dict(self.names)
        with redirect_stdout(io.StringIO()):
            for source in self.reference:
                exec(_compiled(source, "<reference>"), names)
        return {name: value for name, value in names.items() if name not in self.names}

    def _mark(self, test: Step, student: Student) -> Mark:
        """Return the mark of one test on some functions.

        A check earns what its properties earn. A test of plain assertions earns all of its points,
        the share that it ends with if that is a number from 0 to 1, or none when it raises.
        """
        out = io.StringIO()
        names = {**self.names, **student, "print": partial(print, file=out)}
        reports: list[Report] = []
        try:
            if test.check:
                reports.append(self._check(test, names))
                points = reports[0].points
            else:
                with core.shown_to(reports.append):
                    points = round(_share(_run(test.source, names)) * test.points, 6)
            reason = ""
        except Exception as error:
            # A test that raises has found a fault, as an assertion does.
            kind, text = getattr(error, "type_name", type(error).__name__), str(error)[:LONGEST]
            points, reason = 0.0, text if text.startswith(kind) else f"{kind}: {text}"
        return Mark(points, tuple(reports), out.getvalue(), reason)

    def _check(self, test: Step, names: dict[str, Any]) -> Report:
        """Call the check of a test on hidden inputs, with the points of its cell."""
        check, arguments, name = _call(test.check)
        exercise = eval(check, names)
        if not isinstance(exercise, core.Exercise):
            raise TypeError(f"{name} is not a check")
        functions = [eval(argument, names) for argument in arguments]
        rng = core.hidden_rng(self.seed)
        return exercise.evaluate(functions, rng, hidden=True, points=test.points)


def _run(source: str, names: dict[str, Any]) -> Any:
    """Run a cell and return the value of its last line, None if that is no expression."""
    body, last = _cell(source)
    exec(body, names)
    return eval(last, names) if last else None


# The instructor's cells are the same for a whole class.
@lru_cache(maxsize=512)
def _compiled(source: str, name: str) -> CodeType:
    return compile(source, name, "exec")


@lru_cache(maxsize=512)
def _cell(source: str) -> tuple[CodeType, CodeType | None]:
    """Return the code of a test cell, with the expression that is its last line apart."""
    body = ast.parse(source).body
    if not body or not isinstance(body[-1], ast.Expr):
        return compile(source, "<test>", "exec"), None
    rest = ast.Module(body[:-1], type_ignores=[])
    return compile(rest, "<test>", "exec"), _expression(body[-1].value)


@lru_cache(maxsize=512)
def _call(source: str) -> tuple[CodeType, list[CodeType], str]:
    """Return the code of the check that a cell calls, and of its arguments, and its name."""
    call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call)
    return _expression(call.func), [_expression(a) for a in call.args], ast.unparse(call.func)


def _expression(node: ast.expr) -> CodeType:
    return compile(ast.Expression(node), "<test>", "eval")


def _share(value: Any) -> float:
    """Return the share that the value of a test cell stands for: all, if it is not a number.

    Raises ValueError for a number that is not a share.
    """
    if not isinstance(value, float | int | np.number | np.ndarray) or np.ndim(value):
        return 1.0
    if not 0 <= value <= 1:
        raise ValueError(f"the test ended with {value}, expected a share from 0 to 1")
    return float(value)
