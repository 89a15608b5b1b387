"""A simulated class: what students hand in, made of the reference and of known mistakes."""

from __future__ import annotations

import ast
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime

from nbformat import NotebookNode

from autograder.building.build import to_bytes
from autograder.building.plan import Plan, Step, make_plan
from autograder.building.source import SOLUTION
from autograder.course import HOUSE, Course
from autograder.grading.collect import collect
from autograder.grading.grade import Progress, grade_assignments
from autograder.grading.rows import Row
from autograder.release.check import answered
from autograder.release.notebooks import build
from autograder.results.export import export_csv
from autograder.results.feedback import give_feedback
from autograder.running.execute import Limits
from autograder.sandbox import for_our_own
from course_lib.student.signed import sign
from course_lib.student.submit import FOLDER
from course_lib.student.workspace import write_atomically

STUDENTS = {
    "perfect": "the reference answers",
    "blank": "nothing answered",
    "mistake": "one mistake",
    "mistakes": "a mistake in every other answer",
    "all-wrong": "a mistake in every answer",
    "crash": "one answer ends its process",
    "loop": "one answer never ends",
    "broken": "half of a file",
}
#: The one that loops costs this much in each notebook; a right answer takes half a second.
LIMITS = Limits(cell=4.0, submission=120.0)
Sources = dict[str, str]
_CRASH = "    import os\n\n    os._exit(1)"
#: It works as it loops: what sleeps may have waited for the processor, and is run once more.
_LOOP = "    while True:\n        pass"


def run_demo(
    course: Course, progress: Progress = lambda done, failed=False: None
) -> tuple[Course, dict[str, list[Row]]]:
    """Hand in, collect, grade and report for every notebook, in a folder of its own.

    Returns that course and the rows of each assignment.
    """
    demo = Course(course.root, course.grading / "demo")
    shutil.rmtree(demo.grading, ignore_errors=True)
    roster = [f'{name},"{what}",demo\n' for name, what in STUDENTS.items()]
    write_atomically(
        demo.grading / "students.csv", "".join(["id,name,section\n", *roster]).encode()
    )
    inbox = demo.grading / FOLDER
    for assignment in course.chosen(None):
        for student, content in simulate(demo, assignment).items():
            write_atomically(inbox / f"{assignment}--{student}.ipynb", content)
    collect(demo, inbox)
    # The simulated class is our own; a real one is not graded without a sandbox.
    limits = replace(LIMITS, protection=for_our_own())
    rows = grade_assignments(demo, demo.assignments, limits, progress)
    for assignment in rows:
        give_feedback(demo, assignment, progress)
    export_csv(rows, demo.grading / "grades.csv")
    return demo, rows


def simulate(course: Course, assignment: str) -> dict[str, bytes]:
    """Return what each student of the simulated class hands in for an assignment."""
    source, release = build(course, assignment)
    plan = make_plan(assignment, source, release)
    perfect = answered(source, release)
    for cell in perfect.cells:
        cell.source = SOLUTION.sub("", cell.source)
    mistakes = list(make_mistakes(plan).values())
    last = [s for s in plan.steps if s.kind == "solution" and _tested(plan, s)][-1]
    wrong: dict[str, Sources] = {
        "perfect": {},
        "mistake": _combined(mistakes[:1], 0),
        "mistakes": _combined(mistakes[::2], 1),
        "all-wrong": _combined(mistakes, 2),
        "crash": {last.id: _instead(last, _CRASH)},
        "loop": {last.id: _instead(last, _LOOP)},
    }
    handed_in = {who: _replaced(perfect, sources) for who, sources in wrong.items()}
    handed_in["blank"] = release
    signed = {who: _signed(nb, assignment, who) for who, nb in handed_in.items()}
    half = _signed(perfect, assignment, "broken")
    return {**signed, "broken": half[: len(half) // 2]}


def _combined(mistakes: list[list[Sources]], number: int) -> Sources:
    """Return the mistake of this number (or the first that is there) in each exercise."""
    chosen = [of_one[number % len(of_one)] for of_one in mistakes]
    return {name: source for sources in chosen for name, source in sources.items()}


def make_mistakes(plan: Plan) -> dict[str, list[Sources]]:
    """Return the mistakes known of each exercise: wrong sources of answer cells by grade_id.

    They are the bank's; where it has none, one operator of an answer is changed.
    """
    tested = [s for s in plan.steps if s.kind == "solution" and _tested(plan, s)]
    known: dict[str, list[Sources]] = {}
    for path in sorted((HOUSE / "solutions" / plan.assignment / "answers").glob("*/wrong/*.py")):
        text = path.read_text(encoding="utf-8")
        # A mistake in one function of a cell leaves the others of the cell unchanged.
        sources = {
            step.id: text if own <= _functions(text) else f"{step.source}\n\n{text}"
            for step in tested
            if (own := _functions(step.source)) & _functions(text)
        }
        if sources:
            known.setdefault(path.parents[1].name, []).append(sources)
    covered = {name for mistakes in known.values() for sources in mistakes for name in sources}
    for step in tested:
        changed = _changed_operator(step.source)
        if step.id not in covered and changed:
            known[step.id] = [{step.id: changed}]
    return known


def _functions(source: str) -> set[str]:
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def _tested(plan: Plan, step: Step) -> bool:
    """Tell whether a test with points calls a function that the step defines."""
    names = _functions(step.source)
    return any(
        re.search(rf"\b{name}\b", other.source)
        for other in plan.steps
        if other.kind == "test" and other.points
        for name in names
    )


class _ChangeOperator(ast.NodeTransformer):
    done = False

    def visit_BinOp(self, node: ast.BinOp) -> ast.BinOp:
        self.generic_visit(node)
        if not self.done:
            self.done = True
            node.op = ast.Add() if isinstance(node.op, ast.Sub) else ast.Sub()
        return node


def _changed_operator(source: str) -> str:
    """Return a source with its first operator changed, or "" if it has none."""
    change = _ChangeOperator()
    tree = change.visit(ast.parse(source))
    return ast.unparse(tree) if change.done else ""


def _instead(step: Step, body: str) -> str:
    """Return the cell with ``body`` in each of its functions."""
    return "\n\n".join(
        f"def {name}(*args, **kw):\n{body}" for name in sorted(_functions(step.source))
    )


def _replaced(notebook: NotebookNode, sources: Sources) -> NotebookNode:
    copied = NotebookNode({**notebook, "cells": [NotebookNode(cell) for cell in notebook.cells]})
    for cell in copied.cells:
        cell.source = sources.get(cell.id, cell.source)
    return copied


def _signed(notebook: NotebookNode, assignment: str, student: str) -> bytes:
    import json

    return sign(json.loads(to_bytes(notebook)), assignment, student, datetime.now(UTC))
