"""What a run tells of a notebook before it is released; every problem names its cell."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.building.cells import kind_of
from autograder.building.plan import Plan
from autograder.running.execute import Limits, execute
from autograder.sandbox import for_our_own
from course_lib.student.kernel import CellRun, run_notebook

SECONDS = 600.0


@dataclass(frozen=True)
class Timing:
    """The time of a notebook's cells in a fresh kernel, the slowest first."""

    total: float
    slowest: tuple[tuple[str, float], ...]


def run(plan: Plan, source: NotebookNode, release: NotebookNode) -> tuple[list[str], Timing]:
    """Run the reference and the unanswered notebook; return what is wrong, and the time taken.

    The executor of the grader marks both without experiments. A fresh kernel runs both from top
    to bottom as a student would, with the checks that a student sees.
    """
    # The instructor trusts these answers, so a machine without a sandbox may release too.
    limits = Limits(SECONDS, SECONDS, restarts=0, protection=for_our_own())
    problems = []
    for who, submission in (("reference", plan.reference()), ("unanswered", plan.unanswered())):
        result = execute(plan, submission, limits)
        if result.failure:
            problems.append(f"{who} notebook: {result.failure}")
        for step in plan.steps:
            cell = result.cells.get(step.id)
            if cell is None:
                continue
            wanted = step.points if who == "reference" else 0.0
            if cell.outcome != "ok":
                problems.append(f"cell {step.id}: fails in the {who} notebook: {cell.reason}")
            elif step.kind == "test" and cell.points != wanted:
                problems.append(
                    f"cell {step.id}: the {who} notebook earns {cell.points:g} of {step.points:g} "
                    f"points, it should earn {wanted:g}"
                )
    runs = run_notebook(answered(source, release), SECONDS)
    problems += [
        f"cell {r.id}: fails in the reference notebook: {r.error}" for r in runs if r.error
    ]
    # A check shows points; what ends a test of plain assertions is the share of them.
    tests = {s.id: s.points if s.check else 1.0 for s in plan.steps if s.kind == "test"}
    problems += [
        f"cell {r.id}: what a student sees earns the reference {r.points}, not {tests[r.id]:g}"
        for r in runs
        if r.id in tests and not r.error and r.points not in (None, tests[r.id])
    ]
    blank = run_notebook(copy.deepcopy(release), SECONDS)
    problems += [
        f"cell {r.id}: fails in the unanswered notebook: {r.error}" for r in blank if r.error
    ]
    return list(dict.fromkeys(problems)), _timing(runs)


def answered(source: NotebookNode, release: NotebookNode) -> NotebookNode:
    """Return the student's version of a notebook with the instructor's answers in it."""
    answers = {c.id: c.source for c in source.cells if kind_of(c) in ("solution", "written")}
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    return notebook


def _timing(runs: list[CellRun]) -> Timing:
    slowest = sorted(runs, key=lambda r: -r.seconds)[:3]
    return Timing(sum(r.seconds for r in runs), tuple((r.id, r.seconds) for r in slowest))
