"""What a cell of a source is for, said once, in its first line.

    # %% answer="relu"                                  the student writes it
    # %% points=12                                      a test: one line that calls a check
    # %% [markdown] answer="explain_relu" points=10     a written answer, read by a person
    # %% [markdown] task="draw" points=5                cells of the student's own, read by a person
    # %% locked="setup"                                 runs as it is, here and in the grader
    # %% tags=["experiment"]                            not run when grading

The name is the cell's id; a test that calls ``checks.relu`` has the id ``test_relu``. A check that
is used twice, or a test of plain assertions, says its id: ``# %% points=5 grade_id="test_double"``.
From this the build writes what nbgrader wants to know.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

Kind = Literal["text", "setup", "given", "solution", "test", "experiment", "written", "task"]
#: What a first line may say; each makes another kind of cell.
NAMES = ("answer", "task", "locked", "grade_id")
KEYS = (*NAMES, "points", "tags")
_PREDICTION = re.compile(r'^\s*(\w+) = predict\("[^"]*"((?:, "[A-Z]+")?)\)\s*$', re.MULTILINE)
#: The tag of an answer that is handed out solved.
GIVEN = "given"


def kind_of(cell: Mapping[str, Any]) -> Kind:
    """Return what a cell of a built notebook is for."""
    metadata = cell.get("metadata", {})
    marks = metadata.get("nbgrader", {})
    tags = metadata.get("tags", ())
    if marks.get("task"):
        return "task"
    if marks.get("solution"):
        return "solution" if cell["cell_type"] == "code" else "written"
    if cell["cell_type"] != "code":
        return "text"
    if marks.get("grade"):
        return "test"
    if "experiment" in tags:
        return "experiment"
    return "given" if GIVEN in tags else "setup"


def check_call(source: str) -> ast.Call | None:
    """Return the call of a test cell that is one line such as ``checks.relu(relu_forward)``."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return None
    match body:
        case [ast.Expr(ast.Call(ast.Attribute(ast.Name("checks"))) as call)]:
            return call
    return None


def check_name(call: ast.Call) -> str:
    """Return the name of the check that a test cell calls: the name of its exercise."""
    assert isinstance(call.func, ast.Attribute)
    return call.func.attr


def name_of(cell: Mapping[str, Any]) -> str:
    """Return the id that a source's cell has by its first line; "" for one that needs none."""
    metadata = cell["metadata"]
    for key in ("grade_id", "answer", "task", "locked"):
        if key in metadata:
            return str(metadata[key])
    if "points" in metadata and (call := check_call(cell["source"])):
        return f"test_{check_name(call)}"
    return ""


def exercise_of(test: Mapping[str, Any]) -> str:
    """Return the exercise that a test cell belongs to: its check's name, else from its id."""
    call = check_call(test["source"])
    return check_name(call) if call else name_of(test).removeprefix("test_")


def nbgrader_marks(cell: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return nbgrader's metadata of a source's cell; None for one that nbgrader leaves alone."""
    metadata = cell["metadata"]
    if not any(key in metadata for key in (*NAMES, "points")):
        return None
    points = metadata.get("points")
    marks: dict[str, Any] = {
        "grade": points is not None and "task" not in metadata,
        "grade_id": name_of(cell),
        "locked": "answer" not in metadata,
        "schema_version": 3,
        "solution": "answer" in metadata,
    }
    if points is not None:
        marks["points"] = points
    if "task" in metadata:
        marks["task"] = True
    return marks


def problems_of(cell: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the first line of a source's cell, or with what it promises."""
    metadata = cell["metadata"]
    if "nbgrader" in metadata:
        yield (
            "it has nbgrader's metadata; in a source the first line says it shorter, such as "
            '# %% answer="relu" or # %% points=12'
        )
        return
    if unread := metadata.get("incorrectly_encoded_metadata"):
        yield (
            f"its first line cannot be read: {unread}. Words stand in double quotes, points are a "
            'number: # %% answer="relu", # %% points=12'
        )
        return
    unknown = sorted(set(metadata) - set(KEYS))
    if unknown:
        yield f"its first line says {unknown[0]!r}, expected one of {', '.join(KEYS)}"
    named = [key for key in ("answer", "task", "locked") if key in metadata]
    if len(named) > 1 or (named and "grade_id" in metadata):
        yield f"its first line has several names: {', '.join(k for k in NAMES if k in metadata)}"
    code = cell["cell_type"] == "code"
    experiment = "experiment" in metadata.get("tags", ())
    if experiment and (named or "points" in metadata):
        yield "an experiment is skipped when grading, so it can have no name and no points"
    if code and not experiment and not named and "points" not in metadata:
        yield 'a code cell needs answer="...", points=..., locked="..." or tags=["experiment"]'
    if "task" in metadata and code:
        yield "a task is a Markdown cell"
    if "locked" in metadata and not code:
        yield "Markdown is handed out as it is; locked= is for code"
    if "points" in metadata and not is_points(metadata["points"]):
        yield f"points={metadata['points']!r}, expected a number from 0"
    if code and named and "points" in metadata:
        yield "points of code are given by a test cell of their own"
    if not code and "answer" in metadata and "points" not in metadata:
        yield "a written answer needs points=..., a number from 0"
    if code and "points" in metadata and not named:
        yield from _problems_of_test(cell)


def _problems_of_test(test: Mapping[str, Any]) -> Iterator[str]:
    call = check_call(test["source"])
    if call is None and "grade_id" not in test["metadata"]:
        yield (
            "a test is one line such as checks.relu(relu_forward, relu_backward); "
            'one of plain assertions says its id: # %% points=5 grade_id="test_relu"'
        )
    if call is not None and any(k.arg in ("points", None) for k in call.keywords):
        yield "points stand in the first line of the cell only, and never in the call of the check"
    if call is not None and not all(isinstance(a, ast.Name) for a in call.args):
        yield "a check takes the names of the student's functions"


def predictions(name: str, source: str) -> list[tuple[str, str]]:
    """Return the predictions that an answer cell of this name asks for.

    Each is its name and the letters that exist as they stand in the call, ``, "ABCD"``, or "".
    """
    return _PREDICTION.findall(source) if name.startswith("predict_") else []


def is_points(value: Any) -> bool:
    """Tell whether a value can be the points of a cell: a finite number from 0."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and 0 <= value < float("inf")
