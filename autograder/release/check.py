"""What a notebook must be before it is released; every problem names its cell."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from autograder.building.build import CELL_ID, predictions
from autograder.building.plan import Plan, kind_of
from autograder.running.execute import Limits, execute
from autograder.sandbox import can_confine
from course_lib.student.kernel import CellRun, run_notebook

SECONDS = 600.0
_HEADER = re.compile(r"^\*\*Points: (\d+)\*\* \((\d+) by checks, (\d+) by hand\)\s*$", re.MULTILINE)
_MINUTES = re.compile(r"^\*\*Minutes:\*\* (\d+)", re.MULTILINE)
_SECTION = re.compile(r"^##+ .*\(.*?(\d+) minutes.*\)\s*$", re.MULTILINE)
#: Each kind of region, and the cells that may hold it.
REGIONS = {"SOLUTION": ("solution", "written"), "HIDDEN TESTS": ("test",), "MARK SCHEME": ("task",)}
_SECRETS = re.compile(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)|\bRubric:")
_BOOLEANS = ("grade", "locked", "solution")


@dataclass(frozen=True)
class Timing:
    """The time of a notebook's cells in a fresh kernel, the slowest first."""

    total: float
    slowest: tuple[tuple[str, float], ...]


def look(source: NotebookNode) -> list[str]:
    """Return what is wrong with an instructor's notebook, without running it."""
    problems = list(_header_problems(source))
    for name, count in Counter(cell.id for cell in source.cells).items():
        if count > 1:
            problems.append(f"cell {name}: its grade_id is there {count} times")
    for cell in source.cells:
        problems += [f"cell {cell.id}: {problem}" for problem in _cell_problems(cell)]
    return problems


def _header_problems(source: NotebookNode) -> Iterator[str]:
    first = source.cells[0] if source.cells else None
    found = _HEADER.findall(first.source) if first and first.cell_type == "markdown" else []
    if len(found) != 1:
        yield (
            "cell cell-000: the first cell must be Markdown with exactly one line like "
            "**Points: 100** (80 by checks, 20 by hand)"
        )
        return
    points = [(kind_of(c), c.metadata.get("nbgrader", {}).get("points", 0)) for c in source.cells]
    checks = sum(p for kind, p in points if kind == "test" and _is_number(p))
    hand = sum(p for kind, p in points if kind != "test" and _is_number(p))
    told = tuple(map(int, found[0]))
    if told != (checks + hand, checks, hand):
        yield (
            f"cell {source.cells[0].id}: the header says {told[0]} points ({told[1]} by checks, "
            f"{told[2]} by hand), the cells add up to {checks + hand:g} ({checks:g} by checks, "
            f"{hand:g} by hand)"
        )
    texts = [cell.source for cell in source.cells if cell.cell_type == "markdown"]
    minutes = sum(int(number) for text in texts for number in _SECTION.findall(text))
    for number in _MINUTES.findall(texts[0]):
        if int(number) != minutes:
            yield (
                f"cell {source.cells[0].id}: the header says {number} minutes, the headings add "
                f"up to {minutes}"
            )


def _cell_problems(cell: NotebookNode) -> Iterator[str]:
    marks = cell.metadata.get("nbgrader")
    kind = kind_of(cell)
    experiment = "experiment" in cell.metadata.get("tags", ())
    if not CELL_ID.fullmatch(cell.id):
        yield "a grade_id may have up to 64 letters, digits, - and _ only"
    if cell.cell_type == "code" and not marks and not experiment:
        yield 'a code cell needs a grade_id, or tags=["experiment"]'
    if marks and experiment:
        yield "an experiment is skipped when grading, so it can have no grade_id"
    if marks:
        yield from _mark_problems(marks, kind)
    regions = [name for name in REGIONS if f"BEGIN {name}" in cell.source]
    for name, kinds in REGIONS.items():
        order = re.findall(rf"(BEGIN|END) {name}", cell.source)
        if order != ["BEGIN", "END"] * (len(order) // 2):
            yield f"every BEGIN {name} needs its END {name} after it"
        if order and kind not in kinds:
            yield f"a region {name} belongs into a {' or '.join(kinds)} cell, this is {kind}"
    if kind in ("solution", "written") and "SOLUTION" not in regions:
        yield "an answer cell needs ### BEGIN SOLUTION and ### END SOLUTION around the answer"
    if kind == "test" and "HIDDEN TESTS" not in regions and marks.get("points"):
        yield "a test with points needs ### BEGIN HIDDEN TESTS and ### END HIDDEN TESTS"
    if cell.id.startswith("predict_") and len(predictions(cell)) != 1:
        yield 'a prediction is one line such as name = predict("A")'


def _mark_problems(marks: Any, kind: str) -> Iterator[str]:
    wrong = [name for name in _BOOLEANS if not isinstance(marks.get(name), bool)]
    if wrong or marks.get("schema_version") != 3:
        yield f"its nbgrader metadata needs schema_version 3 and true or false for {_BOOLEANS}"
    if not marks.get("grade_id"):
        yield "its nbgrader metadata needs a grade_id"
    if (marks.get("grade") or kind == "task") and not _is_number(marks.get("points")):
        yield "it needs points, a number from 0"
    if kind == "task" and not marks.get("locked"):
        yield 'a task needs "locked": true, or nbgrader cannot grade any submission'


def _is_number(points: Any) -> bool:
    return isinstance(points, (int, float)) and not isinstance(points, bool) and points >= 0


def leaks(source: NotebookNode, release: NotebookNode) -> list[str]:
    """Return what a released notebook tells that only the instructor may know."""
    problems = []
    secrets = [(cell.id, text) for cell in source.cells for text in _secret_texts(cell)]
    for cell in release.cells:
        if _SECRETS.search(cell.source):
            problems.append(f"cell {cell.id}: a marker or a rubric is left in the release")
        for owner, text in secrets:
            if text in _squeezed(cell.source):
                problems.append(f"cell {cell.id}: it shows the secret part of the cell {owner}")
        if cell.get("outputs"):
            problems.append(f"cell {cell.id}: it has outputs")
    return problems


def _secret_texts(cell: NotebookNode) -> list[str]:
    """Return the regions of a cell that must not be found anywhere in the release."""
    found = []
    for name in REGIONS:
        for region in re.findall(
            rf"BEGIN {name}[^\n]*\n(.*?)\n[^\n]*END {name}", cell.source, re.S
        ):
            parts = [region] if cell.cell_type == "code" else region.split("\n")
            found += [text for text in map(_squeezed, parts) if len(text) >= 30]
    return found


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def run(plan: Plan, source: NotebookNode, release: NotebookNode) -> tuple[list[str], Timing]:
    """Run the reference and the unanswered notebook; return what is wrong, and the time taken.

    The executor of the grader marks both without experiments. A fresh kernel runs both from top
    to bottom as a student would, with the checks that a student sees.
    """
    # The instructor trusts these answers, so a machine without a sandbox may release too.
    limits = Limits(SECONDS, SECONDS, restarts=0, confined=can_confine())
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
    tests = {s.id: s.points for s in plan.steps if s.kind == "test"}
    problems += [
        f"cell {r.id}: what a student sees earns the reference {r.points} of {tests[r.id]:g} points"
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
