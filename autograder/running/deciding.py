"""What decides marks, as one digest: another one makes the marks that are there old ones.

Code counts, sentences do not. Comments, docstrings and layout are no code. In checks and test cells
a string with a blank in it is a sentence if it begins with a capital letter or ends with a full
stop, a colon, or a question or exclamation mark: so hints do. Everywhere else each string counts.
"""

from __future__ import annotations

import ast
import hashlib
import json
import platform
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version

from autograder.building.plan import Plan, Step
from autograder.building.withhold import graded_functions
from autograder.course import HOUSE

#: The files of the two packages that a mark comes from, beside the checks.
EXECUTOR = (
    "course_lib/notebook.py",
    "course_lib/engine/*.py",
    "autograder/building/plan.py",
    "autograder/building/withhold.py",
    "autograder/running/*.py",
    "autograder/sandbox/*.py",
)
_SENTENCE = re.compile(r"[A-Z].* .*|.* .*[.:?!]", re.DOTALL)


def digest_of_plan(plan: Plan) -> str:
    """Return the digest of what decides the marks of a plan: code cells, points, checks, executor.

    Prose is not among it: a corrected sentence leaves every mark as it is. Nor are experiments,
    which are not run, and of the reference answers only which functions they define.
    """
    cells = [
        (step.id, step.kind, step.points, step.check, _cell(step))
        for step in plan.steps
        if step.cell_type == "code" and step.kind != "experiment"
    ]
    lesson = plan.assignment.partition("_")[2]
    checks = _files(True, "course_lib/checking/*.py", f"course_lib/lessons/{lesson}/checks/*.py")
    whole = [plan.assignment, cells, graded_functions(plan), checks, _files(False, *EXECUTOR)]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def _cell(step: Step) -> str:
    return code_of(step.stub if step.answered else step.source, step.kind == "test")


@lru_cache(maxsize=1024)
def code_of(source: str, without_sentences: bool) -> str:
    """Return a text that two sources share if they do the same but for comments and sentences."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return source.replace("\r\n", "\n")
    return " ".join(_parts(tree, without_sentences))


def _parts(node: ast.AST, without_sentences: bool) -> Iterator[str]:
    """Yield the kinds and values of a syntax tree; what is empty differs between Pythons."""
    match node:
        case ast.Expr(ast.Constant(str())):
            return
        case ast.Constant(str(text)) if without_sentences and _SENTENCE.fullmatch(text):
            yield "sentence"
            return
        case ast.JoinedStr(values) if without_sentences and _SENTENCE.fullmatch(_text(values)):
            node = ast.JoinedStr([v for v in values if not isinstance(v, ast.Constant)])
    yield type(node).__name__
    for name, value in ast.iter_fields(node):
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ast.AST):
                yield f"({name}"
                yield from _parts(one, without_sentences)
                yield ")"
            elif one is not None:
                yield f"{name}={one!r}"


def _text(values: list[ast.expr]) -> str:
    return "".join(str(v.value) if isinstance(v, ast.Constant) else "_" for v in values)


@cache
def versions() -> dict[str, str]:
    """Return the versions that a mark was made with."""
    found = {"python": platform.python_version()}
    for name in ("getting-neural-nets-to-train", "numpy"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def made_with(plan: Plan) -> dict[str, str]:
    """Return what two machines must have in common to give the same marks by a plan.

    Of Python and NumPy that is the minor version: the next one may draw other numbers.
    """
    minor = {name: ".".join(number.split(".")[:2]) for name, number in versions().items()}
    return {"code": digest_of_plan(plan)[:12], **minor}


@cache
def _files(without_sentences: bool, *patterns: str) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in HOUSE.glob(pattern)):
        code = code_of(path.read_text(encoding="utf-8"), without_sentences)
        digest.update(f"{path.relative_to(HOUSE).as_posix()} {len(code)}\n{code}".encode())
    return digest.hexdigest()
