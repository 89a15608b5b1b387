"""Answers that are the same but for names: listed for a human, never marked down.

Short functions have few ways to be right, so equality says nothing about them; they are left out.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.building.plan import Plan, Submission, SubmissionError, read_submission
from autograder.building.withhold import graded_functions
from autograder.course import HOUSE
from autograder.grading.journal import read_file

#: Nodes of the syntax tree below which two right answers are often the same by chance.
SMALLEST = 60
#: Characters that no answer of the course comes near: a syntax tree takes 500 times as much memory.
LONGEST = 100_000
LIBRARY = "course_lib"


@dataclass(frozen=True)
class Same:
    """A function that several have in the same form; ``course_lib`` may be one of them."""

    function: str
    who: tuple[str, ...]


def compare(plan: Plan, submitted: Mapping[str, Path]) -> tuple[list[Same], dict[str, str]]:
    """Return which graded functions are the same, and who could not be compared, and why."""
    names = set(graded_functions(plan))
    forms: dict[str, dict[str, str]] = {}
    problems = {}
    for student, path in submitted.items():
        # Whoever copied has a motive to hand in what stops the comparison.
        try:
            submission = read_submission(read_file(path), plan)
            forms[student] = _forms_of(submission, names)
        except SubmissionError as error:
            problems[student] = str(error)
        except Exception as error:
            problems[student] = f"an answer cannot be compared ({type(error).__name__})"
    return find_same(names, forms), problems


def _forms_of(submission: Submission, names: set[str]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for source in submission.answers.values():
        if len(source) > LONGEST:
            raise SubmissionError(f"an answer is longer than {LONGEST} characters")
        forms |= _forms(source, names)
    return forms


def find_same(names: set[str], forms: Mapping[str, Mapping[str, str]]) -> list[Same]:
    """Return which functions have the same form for several people, or in course_lib."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for student, of_one in forms.items():
        for name, form in of_one.items():
            owners[name, form].add(student)
    for path in sorted((HOUSE / "course_lib" / "engine").glob("*.py")):
        for name, form in _forms(path.read_text(encoding="utf-8"), names).items():
            if (name, form) in owners:
                owners[name, form].add(LIBRARY)
    return sorted(
        (Same(name, tuple(sorted(who))) for (name, _), who in owners.items() if len(who) > 1),
        key=lambda same: (same.function, same.who),
    )


def _forms(source: str, names: set[str]) -> dict[str, str]:
    """Return the form of each named function at the top of a source, without names and texts.

    A source that is no Python has none. Raises what a syntax tree too deep for its walkers does.
    """
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return {}
    forms = {}
    for node in body:
        if isinstance(node, ast.FunctionDef) and node.name in names:
            plain = _Plain().visit(node)
            if sum(1 for _ in ast.walk(plain)) >= SMALLEST:
                forms[plain.name] = "\n".join(map(ast.dump, [*plain.args.args, *plain.body]))
    return forms


class _Plain(ast.NodeTransformer):
    """Number the names of a function and drop its docstring and annotations."""

    def __init__(self) -> None:
        self.numbers: dict[str, str] = {}

    def _number(self, name: str) -> str:
        return self.numbers.setdefault(name, f"name{len(self.numbers)}")

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        node.returns = None
        self.generic_visit(node)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.arg(self._number(node.arg))

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self._number(node.id), node.ctx)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        return ast.Assign([node.target], node.value, lineno=0) if node.value else ast.Pass()
