"""From the hand-written source of a notebook to the instructor's notebook.

The source says each number once: the points of a test in its first line, the minutes at the
headings. What follows from them is written here: the calls with their points, the header's totals,
and "12 points" where the text asks for ``{points of relu}``.
"""

from __future__ import annotations

import ast
import builtins
import copy
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.building.cells import (
    GIVEN,
    check_call,
    exercise_of,
    name_of,
    nbgrader_marks,
)
from autograder.building.choices import Choices, read_choices
from autograder.course import Course
from course_lib.notebook import GIVEN as FIRST_LINE
from course_lib.student.errors import CourseError

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
SOLUTION = re.compile(r"^[^\n]*(BEGIN|END) SOLUTION[^\n]*\n?", re.MULTILINE)
_MINUTES = re.compile(r"^##+ .*\(.*?(\d+) minutes.*\)\s*$", re.MULTILINE)
_ASKED = re.compile(r"\{(minutes|points(?: of (\w+)| by checks| by hand)?)\}")


def release_id(source: str, choices: Choices | None = None) -> str:
    """Return the id of the release that is made from a source: a hash of its text and choices."""
    text = source.replace("\r\n", "\n") + (choices.text if choices else "")
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_source(path: Path) -> NotebookNode:
    """Return a source as it is written, each cell with the id that it has in every build.

    A cell's id is its name, else "cell-" and its number. Raises CourseError when the source is not
    a notebook.
    """
    try:
        notebook = copy.deepcopy(_parsed(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}.") from None
    except Exception as error:
        raise CourseError(f"{path} is not a notebook in the percent format: {error}") from None
    for index, cell in enumerate(notebook.cells):
        cell.metadata.pop("lines_to_next_cell", None)
        cell.id = name_of(cell) or f"cell-{index:03d}"
    return notebook


@lru_cache(maxsize=16)
def _parsed(text: str) -> NotebookNode:
    """Return the notebook of a source, not to be changed: reading it takes 30 times a copy."""
    import jupytext

    notebook: NotebookNode = jupytext.reads(text, fmt="py:percent")
    return notebook


def build_source(course: Course, assignment: str) -> NotebookNode:
    """Return the instructor's notebook of an assignment, with the choices of course.toml.

    Raises CourseError when the source is not a notebook or course.toml cannot be meant.
    """
    path = course.source(assignment)
    choices = read_choices(course).get(assignment, Choices())
    notebook = read_source(path)
    problems = choices.problems(exercises(notebook), written(notebook))
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise CourseError(f"{choices.where} names what {assignment} does not have.\n{listed}")
    _choose_points(notebook, choices)
    _give(notebook, choices)
    _fill_in(notebook, choices)
    notebook.cells.append(_last_cell())
    for cell in notebook.cells:
        marks = nbgrader_marks(cell)
        tags = {"tags": cell.metadata["tags"]} if "tags" in cell.metadata else {}
        cell.metadata = nbformat.from_dict({**tags, **({"nbgrader": marks} if marks else {})})
    tests = {c.id: c.source for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.id in tests:
            cell.source = graded_cell(cell.source, cell.metadata.nbgrader.points)
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": KERNEL,
            "language_info": {"name": "python"},
            "course": {
                "release": release_id(path.read_text(encoding="utf-8"), choices),
                "tests": {i: text for i, text in tests.items() if check_call(text)},
            },
        }
    )
    notebook.nbformat_minor = 5
    return notebook


def _last_cell() -> NotebookNode:
    """Return the cell that every notebook ends with: what its student has done in it."""
    source = "from course_lib import progress\n\nprogress.show()"
    metadata = {"tags": ["experiment"]}
    cell: NotebookNode = nbformat.v4.new_code_cell(source, id="progress", metadata=metadata)
    return cell


def graded_cell(source: str, points: float) -> str:
    """Return a test cell as it stands in the instructor's notebook, with its points.

    The hidden part, for nbgrader without this grader, goes when the notebook is released.
    """
    call = check_call(source)
    if call is None:
        return source
    call.keywords.append(ast.keyword("points", ast.Constant(points)))
    visible = ast.unparse(call)
    call.func = ast.Attribute(call.func, "hidden")
    return (
        f"points = {visible}\n### BEGIN HIDDEN TESTS\npoints = {ast.unparse(call)}\n"
        "### END HIDDEN TESTS\npoints"
    )


def exercises(source: NotebookNode) -> dict[str, NotebookNode]:
    """Return the test cells of a source by exercise."""
    tests = (c for c in source.cells if c.cell_type == "code" and "points" in c.metadata)
    return {exercise_of(cell): cell for cell in tests}


def written(source: NotebookNode) -> dict[str, NotebookNode]:
    """Return the written answers and tasks of a source by name."""
    asked = (c for c in source.cells if c.cell_type == "markdown" and "points" in c.metadata)
    return {cell.id: cell for cell in asked}


def defined(cell: NotebookNode) -> set[str]:
    """Return the names of the functions that a cell defines."""
    try:
        body = ast.parse(cell.source).body
    except SyntaxError:
        return set()
    return {node.name for node in body if isinstance(node, ast.FunctionDef)}


def used(cell: NotebookNode) -> set[str]:
    """Return the names that a cell reads and does not make itself."""
    try:
        nodes = list(ast.walk(ast.parse(cell.source)))
    except SyntaxError:
        return set()
    names = [n for n in nodes if isinstance(n, ast.Name)]
    read = {n.id for n in names if isinstance(n.ctx, ast.Load)}
    own = {n.id for n in names if not isinstance(n.ctx, ast.Load)}
    own |= {n.arg for n in nodes if isinstance(n, ast.arg)}
    own |= {n.name for n in nodes if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    own |= imported(nodes)
    return read - own - set(dir(builtins))


def imported(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the names that the imports among some nodes make."""
    lines = [n for n in nodes if isinstance(n, ast.Import | ast.ImportFrom)]
    return {(a.asname or a.name).partition(".")[0] for n in lines for a in n.names}


def answers_of(source: NotebookNode, exercise: str) -> list[NotebookNode]:
    """Return the answer cells of an exercise: those whose functions its test is the first to use.

    The check of a backward pass also takes the forward pass, which belongs to a test before it.
    """
    tests = list(exercises(source).items())
    return [
        cell
        for cell in source.cells
        if cell.cell_type == "code" and "answer" in cell.metadata and (own := defined(cell))
        if next((name for name, test in tests if own & used(test)), "") == exercise
    ]


def _choose_points(source: NotebookNode, choices: Choices) -> None:
    for name, cell in {**exercises(source), **written(source)}.items():
        cell.metadata["points"] = choices.points.get(name, cell.metadata["points"])


def _give(source: NotebookNode, choices: Choices) -> None:
    """Turn the answers of what is given into locked cells, and take their tests out."""
    tests = exercises(source)
    answers = {name: answers_of(source, name) for name in choices.given}
    for name, cells in answers.items():
        source.cells.remove(tests[name])
        for cell in cells:
            cell.source = FIRST_LINE + SOLUTION.sub("", cell.source)
            cell.metadata = nbformat.from_dict({"locked": cell.id, "tags": [GIVEN]})


def _fill_in(source: NotebookNode, choices: Choices) -> None:
    """Write the numbers that the text asks for."""
    checks = {name: cell.metadata["points"] for name, cell in exercises(source).items()}
    hand = {name: cell.metadata["points"] for name, cell in written(source).items()}
    texts = [cell for cell in source.cells if cell.cell_type == "markdown"]
    numbers = {
        "minutes": f"{sum(int(n) for cell in texts for n in _MINUTES.findall(cell.source))}",
        "points": _number([*checks.values(), *hand.values()]),
        "points by checks": _number(checks.values()),
        "points by hand": _number(hand.values()),
        **{f"points of {name}": _counted(points) for name, points in {**checks, **hand}.items()},
        **{f"points of {name}": "given, no points" for name in choices.given},
    }
    for cell in texts:
        cell.source = _ASKED.sub(lambda asked: numbers.get(asked[1], asked[0]), cell.source)


def unknown_numbers(source: NotebookNode) -> Iterator[tuple[str, str]]:
    """Yield the cell and the name of what a source's text asks for and the notebook has not."""
    known = {*exercises(source), *written(source)}
    for cell in source.cells:
        if cell.cell_type == "markdown":
            names = [name for _, name in _ASKED.findall(cell.source) if name]
            yield from ((cell.id, name) for name in names if name not in known)


def _number(points: Any) -> str:
    return f"{sum(points):g}"


def _counted(points: float) -> str:
    return f"{points:g} point{'' if points == 1 else 's'}"
