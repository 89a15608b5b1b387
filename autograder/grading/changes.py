"""What a grader must be able to answer for: the reference first, and whose marks have changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autograder.building.plan import Plan
from autograder.grading.journal import marks_in
from autograder.running.execute import CellResult, Result
from autograder.running.job import read_result


def reference_problem(plan: Plan, result: Result | Exception) -> str:
    """Return what keeps the reference from all points, with the cell; "" if nothing does."""
    if not isinstance(result, Result):
        return f"the reference answers could not be run ({type(result).__name__}: {result})"
    for step in plan.steps:
        cell = result.cells.get(step.id)
        if cell is None or step.kind == "experiment":
            continue
        if cell.outcome != "ok":
            return f"the cell {step.id} fails with the reference answers: {cell.reason}"
        if step.kind == "test" and cell.points != step.points:
            lost = ", ".join(lost_in(cell)) or cell.reason or "no reason given"
            return (
                f"the reference answers earn {cell.points:g} of {step.points:g} points in "
                f"{step.id} ({lost})"
            )
    return f"with the reference answers {result.failure}" if result.failure else ""


def changes(before: Mapping[str, Any], after: Result) -> list[str]:
    """Return which marks differ from a record's, by how much, and through which properties."""
    if not before["result"]:
        return []
    old = read_result(before["result"]).cells
    found = []
    for name, points in marks_in(before).items():
        now = after.cells.get(name)
        if now is None or now.points == points:
            continue
        differ = set(lost_in(old[name])) ^ set(lost_in(now))
        through = f" ({', '.join(sorted(differ))})" if differ else ""
        found.append(f"{name}: {points:g} became {now.points:g}{through}")
    return found


def lost_in(cell: CellResult) -> list[str]:
    """Return the names of the properties that did not hold in a test."""
    return [outcome.name for report in cell.reports for outcome in report.failures]
