"""Machine-made wrong answers: the reference solutions with one thing changed.

A mutant changes one operator, comparison, constant, axis or call of one graded function, swaps
two names or drops one statement. Those that compute the same are listed by hand, with the reason,
in ``solutions/NN_topic/answers/<exercise>/equivalent.toml``:

    ["batchnorm_forward: eps=1e-05 -> eps=2e-05"]
    reason = "..."
"""

from __future__ import annotations

import ast
import copy
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.building.source import defined, read_source
from autograder.proving.bank import SOLUTIONS, Answer, exercises
from course_lib.checking.core import Exercise
from course_lib.student.errors import CourseError

_SWAPPED_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
}
_SWAPPED_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_SWAPPED_FUNCTIONS = {
    "maximum": "minimum",
    "minimum": "maximum",
    "max": "min",
    "min": "max",
    "argmax": "argmin",
    "sum": "mean",
    "mean": "sum",
    "var": "std",
    "std": "var",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
    "zeros": "ones",
    "ones": "zeros",
    "exp": "log",
    "log": "exp",
    "sqrt": "square",
    "random": "standard_normal",
}


def reference_cells(source: Path) -> tuple[str, str]:
    """Return a notebook source's locked setup code and all its reference solutions.

    Experiments and tests are left out.
    """
    cells = [c for c in read_source(source).cells if c.cell_type == "code"]
    setup = [c.source for c in cells if "locked" in c.metadata]
    answers = [c.source for c in cells if "answer" in c.metadata and defined(c)]
    return "\n\n".join(setup), "\n\n".join(answers)


@dataclass(frozen=True)
class Reference:
    """The reference solutions of a notebook: what its mutants are made of."""

    notebook: str
    setup: str
    module: ast.Module

    @classmethod
    def of(cls, notebook: str, solutions: Path = SOLUTIONS) -> Reference:
        """Read the reference solutions from the source of a notebook."""
        setup, text = reference_cells(solutions / notebook / f"{notebook}.py")
        return cls(notebook, setup, ast.parse(text))

    @cached_property
    def text(self) -> str:
        """Return the setup and the solutions as one program."""
        return f"{self.setup}\n{ast.unparse(self.module)}"

    @property
    def functions(self) -> set[str]:
        """Return the names of the functions that a student writes."""
        return {node.name for node in self.module.body if isinstance(node, ast.FunctionDef)}


def mutants(reference: Reference, name: str, solutions: Path = SOLUTIONS) -> Iterator[Answer]:
    """Yield every mutant of an exercise's solution, without those listed as equivalent.

    Raises CourseError for an entry of ``equivalent.toml`` that names no mutant.
    """
    notebook, module = reference.notebook, reference.module
    exercise = exercises(notebook)[name]
    listed = equivalents(notebook, name, solutions)
    seen: set[str] = set()
    for node in module.body:
        if not (isinstance(node, ast.FunctionDef) and node.name in _own(exercise)):
            continue
        for label, changed in mutate(node):
            key = f"{node.name}: {label}"
            if key in seen:
                continue
            seen.add(key)
            if key in listed:
                continue
            title, source = f"{notebook}/{name}: {key}", ast.unparse(changed)
            yield Answer(notebook, name, "mutant", title, source, reference.text)
    for key in sorted(set(listed) - seen - set(unused_equivalents(reference, name, solutions))):
        raise CourseError(
            f"{_listing(notebook, name, solutions)} lists {key!r}, which is not a mutant. Copy the "
            "name of the mutant as `course bank` prints it, or delete the entry."
        )


def _own(exercise: Exercise) -> tuple[str, ...]:
    """Return the functions of an exercise that no other one judges: not a backward's forward."""
    others = exercise.forward.functions if exercise.forward else ()
    return tuple(f for f in exercise.functions if f not in others)


def unused_equivalents(
    reference: Reference, name: str, solutions: Path = SOLUTIONS
) -> dict[str, str]:
    """Return the equivalent mutants whose function the notebook does not ask for any more."""
    gone = set(_own(exercises(reference.notebook)[name])) - reference.functions
    listed = equivalents(reference.notebook, name, solutions)
    return {key: why for key, why in listed.items() if key.partition(":")[0] in gone}


def equivalents(notebook: str, exercise: str, solutions: Path = SOLUTIONS) -> dict[str, str]:
    """Return the mutants that compute the same as the reference, each with the reason.

    Raises CourseError for a file that is not TOML, or an entry without a reason.
    """
    path = _listing(notebook, exercise, solutions)
    if not path.exists():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path} is not TOML: {error}.") from None
    found: dict[str, str] = {}
    for key, entry in entries.items():
        reason = str(entry.get("reason", "")).strip() if isinstance(entry, dict) else ""
        if not reason:
            raise CourseError(f'{path}: {key!r} gives no reason. Add a line reason = "...".')
        found[key] = reason
    return found


def _listing(notebook: str, exercise: str, solutions: Path) -> Path:
    return solutions / notebook / "answers" / exercise / "equivalent.toml"


def mutate(function: ast.FunctionDef) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield ``(what changed, mutated function)`` for every mutation of one function."""
    names = _local_names(function)
    for index, node in enumerate(ast.walk(function)):
        changes = list(_changes(node))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names[1:]:
            # Another name of the function; the first stands in for all, or there were too many.
            changes.append(lambda n: setattr(n, "id", names[0]))
        for change in changes:
            mutated = copy.deepcopy(function)
            target = list(ast.walk(mutated))[index]
            before = ast.unparse(_shown(function, node))
            change(target)
            after = ast.unparse(_shown(mutated, target))
            if before != after:
                yield f"{before} -> {after}", ast.fix_missing_locations(mutated)
    yield from _dropped_statements(function)


def _local_names(function: ast.FunctionDef) -> list[str]:
    """Return the arguments and variables of a function in the order in which they appear."""
    arguments = [a.arg for a in function.args.args]
    stored = [
        n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    ]
    return list(dict.fromkeys(arguments + stored))


def _shown(function: ast.FunctionDef, node: ast.AST) -> ast.AST:
    """Return the smallest statement around ``node``, or the arguments of the function."""
    best: ast.AST = function.args
    for statement in ast.walk(function):
        inside = isinstance(statement, ast.stmt) and statement is not function
        if inside and any(child is node for child in ast.walk(statement)):
            best = statement
    if isinstance(best, ast.For | ast.While | ast.If | ast.With):
        header = copy.copy(best)
        header.body = [ast.Expr(ast.Constant(...))]
        if not isinstance(best, ast.With):
            header.orelse = []  # type: ignore[union-attr]
        return header
    return best


def _changes(node: ast.AST) -> Iterator[Callable[[ast.AST], None]]:
    """Yield functions that change a node of this kind in place."""
    if isinstance(node, ast.BinOp | ast.AugAssign):
        for operator in _SWAPPED_OPERATORS.get(type(node.op), ()):
            yield lambda n, o=operator: setattr(n, "op", o())  # type: ignore[misc]
        if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add | ast.Mult):
            yield _swap_operands
    elif isinstance(node, ast.Compare):
        for comparison in _SWAPPED_COMPARISONS.get(type(node.ops[0]), ()):
            yield lambda n, c=comparison: n.ops.__setitem__(0, c())  # type: ignore[misc]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield lambda n: setattr(n, "op", ast.UAdd())
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield lambda n: setattr(n, "value", n.value + 1)  # type: ignore[attr-defined]
        if node.value not in (0, 1):
            yield lambda n: setattr(n, "value", n.value * 2)  # type: ignore[attr-defined]
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield lambda n: setattr(n, "value", not n.value)  # type: ignore[attr-defined]
    elif isinstance(node, ast.Call):
        yield from _call_changes(node)


def _swap_operands(node: ast.AST) -> None:
    assert isinstance(node, ast.BinOp)
    node.left, node.right = node.right, node.left


def _call_changes(node: ast.Call) -> Iterator[Callable[[ast.AST], None]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if name in _SWAPPED_FUNCTIONS:
        yield lambda n: setattr(n.func, "attr", _SWAPPED_FUNCTIONS[name])  # type: ignore[attr-defined]
    if len(node.args) >= 2 and ast.dump(node.args[0]) != ast.dump(node.args[1]):
        yield lambda n: n.args.__setitem__(slice(0, 2), n.args[1::-1])  # type: ignore[attr-defined]
    for place, keyword in enumerate(node.keywords):
        if keyword.arg in ("axis", "keepdims", "ddof"):
            yield lambda n, p=place: n.keywords.pop(p)  # type: ignore[misc]
        if keyword.arg == "axis":
            yield lambda n, p=place: setattr(
                n.keywords[p], "value", _other_axis(n.keywords[p].value)
            )  # type: ignore[misc]


def _other_axis(value: ast.expr) -> ast.expr:
    """Return axis 1 for axis 0, and axis 0 for every other."""
    return ast.Constant(1 if ast.unparse(value) == "0" else 0)


def _dropped_statements(function: ast.FunctionDef) -> Iterator[tuple[str, ast.FunctionDef]]:
    for index, node in enumerate(ast.walk(function)):
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            continue
        for place, statement in enumerate(body):
            docstring = isinstance(statement, ast.Expr) and isinstance(
                statement.value, ast.Constant
            )
            if docstring or isinstance(statement, ast.Return):
                continue
            mutated = copy.deepcopy(function)
            changed = list(ast.walk(mutated))[index]
            changed.body[place] = ast.Pass()  # type: ignore[attr-defined]
            text = ast.unparse(statement).splitlines()[0]
            yield f"drop {text}", ast.fix_missing_locations(mutated)
