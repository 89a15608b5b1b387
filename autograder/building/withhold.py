"""The course_lib that a student's code sees while it is graded: without what the student writes.

A copy in which every file of the engine that implements a graded function raises WithheldError
instead, whoever calls it and under whatever name. The checks, experiments and explorers stay out
altogether: they hold formulas too, and graded cells do not need them.
"""

from __future__ import annotations

import ast

from autograder.building.plan import Plan
from autograder.course import HOUSE

#: Files with an implementation of their own that does not carry the graded function's name.
ALSO_WITHHELD = {
    "03_batchnorm": {"engine/batchnorm.py"},
    "06_ensembles": {"engine/search.py"},
    "07_tuning": {"engine/history.py", "engine/search.py"},
    "08_regularization": {"engine/train.py"},
    "09_residual": {"engine/images.py", "engine/residual.py"},
}
#: What graded cells may use of the rooms that are withheld otherwise.
KEPT = {"checking/__init__.py", "checking/functions.py", "lessons/__init__.py"}
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


def graded_functions(plan: Plan) -> dict[str, list[str]]:
    """Return the functions of the instructor's solution cells, each with its parameters."""
    found: dict[str, list[str]] = {}
    for step in plan.steps:
        if step.kind not in ("solution", "given"):
            continue
        for node in ast.parse(step.source).body:
            if isinstance(node, ast.FunctionDef):
                arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                found[node.name] = [a.arg for a in arguments]
    return found


def withheld_library(plan: Plan) -> dict[str, str]:
    """Return the files of course_lib, by their path in it, as the sandbox gets them."""
    library = HOUSE / "course_lib"
    names = set(graded_functions(plan))
    also = ALSO_WITHHELD.get(plan.assignment, set())
    files: dict[str, str] = {}
    for path in sorted(library.rglob("*.py")):
        place = path.relative_to(library).as_posix()
        source = path.read_text(encoding="utf-8")
        if place.startswith(ROOMS) and place not in KEPT:
            source = _EMPTY
        elif place in also or names & _defined(source):
            source = _without_bodies(source, plan.assignment)
        files[place] = source
    return files


def _defined(source: str) -> set[str]:
    """Return the names of functions and, in lower case, of classes at the top of a file."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    return {node.name.lower() for node in ast.parse(source).body if isinstance(node, kinds)}


def _without_bodies(source: str, assignment: str) -> str:
    """Return a file in which every function and method raises WithheldError."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = ast.parse(
                "from course_lib.notebook import WithheldError\n"
                f"raise WithheldError({_message(node.name, assignment)!r})"
            ).body
    return ast.unparse(tree)


def _message(name: str, assignment: str) -> str:
    return f"{name} is withheld: you write this one yourself in notebook {assignment[:2]}"
