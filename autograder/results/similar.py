"""Answers that are the same but for names: listed for a human, never marked down.

Short functions have few ways to be right, so equality says nothing about them; they are left out.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from autograder.building.plan import Plan, Submission
from autograder.building.withhold import graded_functions
from autograder.course import HOUSE

#: Nodes of the syntax tree below which two right answers are often the same by chance.
SMALLEST = 60
LIBRARY = "course_lib"


@dataclass(frozen=True)
class Same:
    """A function that several have in the same form; ``course_lib`` may be one of them."""

    function: str
    who: tuple[str, ...]


def find_same(plan: Plan, submissions: Mapping[str, Submission]) -> list[Same]:
    """Return which graded functions are the same in several submissions or in course_lib."""
    names = set(graded_functions(plan))
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for student, submission in submissions.items():
        for source in submission.answers.values():
            for name, form in _forms(source, names).items():
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
    """Return the form of each named function at the top of a source, without names and texts."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
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
