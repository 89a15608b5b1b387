"""Run the instructor's test cells in the grader's own process, on proxies of the student's code."""

from __future__ import annotations

import ast
import io
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from course_lib.checking import core
from course_lib.checking.report import Report

LONGEST = 2000  # of an assertion's message, which may quote what a student's function returned


@dataclass(frozen=True)
class Mark:
    """The points of a test, what it reported last and printed, and why if it gave no points."""

    points: float
    report: Report | None = None
    printed: str = ""
    reason: str = ""


class Marker:
    """The instructor's side of one submission: the locked cells and the tests, never an answer."""

    def __init__(self, setup: str, seed: int) -> None:
        self.seed = seed
        self.names: dict[str, Any] = {"__name__": "__main__"}
        exec(compile(setup, "<locked cells>", "exec"), self.names)

    def mark(self, source: str, student: Mapping[str, Callable[..., Any]], maximum: float) -> Mark:
        """Return the mark of one test cell.

        ``student`` binds the names of the answers. A number at the end of the cell is the points,
        bounded; a cell that ends otherwise gives all of them; one that raises gives none.
        """
        reports: list[Report] = []
        core.show_with(reports.append)
        core.set_hidden_seed(self.seed)
        out = io.StringIO()
        names = {**self.names, **student, "print": partial(print, file=out)}
        try:
            points, reason = _points(_run(source, names), maximum), ""
        except Exception as error:
            # A test that raises has found a fault, as an assertion does.
            kind, text = getattr(error, "type_name", type(error).__name__), str(error)[:LONGEST]
            points, reason = 0.0, text if text.startswith(kind) else f"{kind}: {text}"
        if not math.isfinite(points):
            points, reason = 0.0, f"the test gave {points} points"
        return Mark(points, reports[-1] if reports else None, out.getvalue(), reason)


def _points(value: Any, maximum: float) -> float:
    """Return the points that the value of a test cell stands for: all, if it is no number."""
    if not isinstance(value, float | int | np.number | np.ndarray) or np.ndim(value):
        return float(maximum)
    points = float(value)
    return min(max(round(points, 6), 0.0), float(maximum)) if math.isfinite(points) else points


def _run(source: str, names: dict[str, Any]) -> Any:
    """Run a cell and return the value of its last line, None if that is no expression."""
    body = _without_replaced(ast.parse(source).body, names)
    last = body[-1] if body else None
    if not isinstance(last, ast.Expr):
        exec(compile(source, "<test>", "exec"), names)
        return None
    exec(compile(ast.Module(body[:-1], type_ignores=[]), "<test>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<test>", "eval"), names)


def _without_replaced(body: list[ast.stmt], names: dict[str, Any]) -> list[ast.stmt]:
    """Leave out a check whose points the next statement replaces: the visible before the hidden.

    Its verdict would go nowhere, and take half of the time of grading.
    """
    pairs = zip(body, [*body[1:], None], strict=True)
    return [one for one, following in pairs if not _is_replaced(one, following, names)]


def _is_replaced(one: ast.stmt, following: ast.stmt | None, names: dict[str, Any]) -> bool:
    match one, following:
        case (
            ast.Assign([ast.Name(target)], ast.Call(ast.Attribute(ast.Name(module), exercise))),
            ast.Assign([ast.Name(again)], value),
        ) if target == again:
            check = getattr(names.get(module), exercise, None)
            read = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
            return isinstance(check, core.Exercise) and target not in read
    return False
