"""The course_lib that a student's code sees while it is graded: without what the student writes.

A copy in which the engine's own versions of the graded functions raise WithheldError, whoever calls
them and under whatever name. For a graded function these are

- the file that defines a function or a class of its name (``adamw``: ``AdamW``), as a whole: its
  relatives stand beside it;
- the file of every function that it calls there, directly or through others;
- a class that is named after its pair (``residual_forward``: ``Residual``), wherever it stands;
- the files that ``solutions/NN_topic/lesson.toml`` names, since they hold the formula without its
  name: ``withhold = ["engine/history.py"]``.

Of the functions that checks hand to a student's function those of the notebook's own checks stay.
The checks, experiments and explorers stay out altogether: they hold formulas too, and graded cells
do not need them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import lru_cache

from autograder.building.lesson import LIBRARY, read_lesson
from autograder.building.plan import Plan

ENGINE = "engine/"
#: What checks hand to a student's function.
FUNCTIONS = "checking/functions.py"
#: Tools of the engine without a formula: they stay when a graded function calls them.
TOOLS = {"engine/arrays.py", "engine/rng.py"}
#: What graded cells may use of the rooms that are withheld otherwise.
KEPT = {"checking/__init__.py", FUNCTIONS, "lessons/__init__.py"} | {
    # What ``predict`` keeps by; no formula is in them, and where grading runs they find no folder.
    f"student/{name}.py"
    for name in ("__init__", "errors", "store", "summary", "workspace")
}
ROOMS = ("checking/", "lessons/", "student/")
_EMPTY = '''"""Withheld while notebooks are graded."""


def __getattr__(name):
    from importlib.util import find_spec

    from course_lib.notebook import WithheldError

    # "from package import part" asks the package first, then imports the part.
    here = f"{__name__}.{name}"
    if name.startswith("__") or (__spec__.submodule_search_locations and find_spec(here)):
        raise AttributeError(name)

    raise WithheldError(f"{__name__}.{name} is not there while notebooks are graded")
'''


_WITHHELD = """
def _withheld(name):
    from course_lib.notebook import WithheldError

    raise WithheldError(f"{{name}} is withheld while notebook {notebook} is graded: use your own")
"""


def graded_functions(plan: Plan) -> dict[str, list[str]]:
    """Return the functions of the instructor's solution cells, each with its parameters."""
    found: dict[str, list[str]] = {}
    for step in plan.steps:
        if step.kind not in ("solution", "given"):
            continue
        found |= {name: list(parameters) for name, parameters in _functions(step.source)}
    return found


@lru_cache(maxsize=1024)
def _functions(source: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the functions that a cell of the instructor's defines, with their parameters."""
    return tuple(
        (
            node.name,
            tuple(a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)),
        )
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
    )


def withheld_library(plan: Plan) -> dict[str, str]:
    """Return the files of course_lib, by their path in it, as the sandbox gets them.

    Raises CourseError when the notebook's lesson.toml does not say which files it means.
    """
    sources = {
        path.relative_to(LIBRARY).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(LIBRARY.rglob("*.py"))
    }
    checks = f"lessons/{plan.assignment.partition('_')[2]}/checks/"
    handed = "".join(source for place, source in sources.items() if place.startswith(checks))
    trees = {p: ast.parse(sources[p]) for p in sources if p.startswith(ENGINE) or p == FUNCTIONS}
    names = set(graded_functions(plan))
    whole = withheld_files(trees, names) | read_lesson(plan.assignment).withhold
    pairs = {name.removesuffix("_forward") for name in names if name.endswith("_forward")}

    def withheld(place: str, name: str, kind: type[ast.stmt]) -> bool:
        if place == FUNCTIONS:
            return bool(name) and name not in handed
        return place in whole or (kind is ast.ClassDef and name.lower() in pairs)

    for place in sources:
        if place.startswith(ROOMS) and place not in KEPT:
            sources[place] = _EMPTY
    for place, tree in trees.items():
        parts = [p for p in tree.body if withheld(place, getattr(p, "name", ""), type(p))]
        for part in parts:
            _TakeBodies().visit(part)
        if parts:
            tree.body += ast.parse(_WITHHELD.format(notebook=plan.assignment[:2])).body
            sources[place] = ast.unparse(ast.fix_missing_locations(tree))
    return sources


def withheld_files(engine: Mapping[str, ast.Module], names: set[str]) -> set[str]:
    """Return the files that define one of the names, or a function that those call."""
    functions = {
        (place, part.name): part
        for place, tree in engine.items()
        for part in tree.body
        if isinstance(part, ast.FunctionDef)
    }
    found = {key for key in functions if key[1] in names}
    left = list(found)
    while left:
        place, name = left.pop()
        used = set(_used(functions[place, name]))
        near = {place, *_imported(engine[place])} - TOOLS
        called = {key for key in functions if key[0] in near and key[1] in used} - found
        found |= called
        left += called
    classes = {place for place, tree in engine.items() if names & set(_classes(tree))}
    return classes | {place for place, _ in found}


def _used(function: ast.FunctionDef) -> Iterator[str]:
    """Yield the names that a function reads, bare or as an attribute of a module."""
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def _imported(tree: ast.Module) -> Iterator[str]:
    """Yield the files of the engine that a file imports from."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("course_lib.engine."):
            module = f"{node.module}".removeprefix("course_lib.engine").removeprefix(".")
            for name in [module] if module else [alias.name for alias in node.names]:
                yield f"{ENGINE}{name}.py"


def _classes(tree: ast.Module) -> Iterator[str]:
    yield from (part.name.lower() for part in tree.body if isinstance(part, ast.ClassDef))


class _TakeBodies(ast.NodeTransformer):
    """Let every function, method and lambda raise WithheldError."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.body = [ast.Return(_withheld(node.name))]
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        node.body = _withheld("a function")
        return node


def _withheld(name: str) -> ast.expr:
    return ast.Call(ast.Name("_withheld", ast.Load()), [ast.Constant(name)], [])
