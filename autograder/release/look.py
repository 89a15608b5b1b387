"""What is wrong with a notebook that a look at its source tells; every problem names its cell."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbformat import NotebookNode

from autograder.building.cells import check_call, exercise_of, predictions, problems_of
from autograder.building.source import defined, imported, unknown_numbers, used
from autograder.course import HOUSE

CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_HEADER = "**Points: {points}** ({points by checks} by checks, {points by hand} by hand)"
#: Each kind of region, and the cells that may hold it.
REGIONS = {
    "SOLUTION": "an answer",
    "HIDDEN TESTS": "a test of plain assertions",
    "MARK SCHEME": "a task",
}
_SECRETS = re.compile(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)|\bRubric:")


def rooms(source: Path) -> list[str]:
    """Return a problem when the source at a path calls checks of a lesson without a public room."""
    room = f"course_lib/lessons/{source.stem.partition('_')[2]}"
    if (HOUSE / room / "checks" / "__init__.py").is_file():
        return []
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("checks."):
            return [
                f"{source}, line {number}: it calls a check, but there is no {room}/checks. A "
                "lesson has two rooms: add the public one, or rename the folder of the source"
            ]
    return []


#: An answer that a text offers, one a line.
_OFFERED = re.compile(r"^- \*\*([A-Z])\*\*", re.MULTILINE)


def look(source: NotebookNode) -> list[str]:
    """Return what is wrong with a source as it is written, without running it."""
    problems = list(_header_problems(source))
    for name, count in Counter(cell.id for cell in source.cells).items():
        if count > 1:
            problems.append(
                f"cell {name}: its id appears {count} times. Every answer needs a name of its own, "
                "and a check that is used again names its test, such as # %% points=5 "
                'grade_id="test_relu_again"'
            )
    for name, count in Counter(list(_exercise_names(source))).items():
        if count > 1:
            problems.append(f"exercise {name}: it has {count} tests, expected one")
    above = ""
    for cell in source.cells:
        problems += [f"cell {cell.id}: {problem}" for problem in _cell_problems(cell)]
        problems += [f"cell {cell.id}: {problem}" for problem in _letter_problems(cell, above)]
        above = cell.source
    problems += [
        f"cell {cell}: its text asks for the points of {name!r}, which has none"
        for cell, name in unknown_numbers(source)
    ]
    return [*problems, *_missing_functions(source)]


def _exercise_names(source: NotebookNode) -> Iterator[str]:
    for cell in source.cells:
        if cell.cell_type == "code" and "points" in cell.metadata:
            yield exercise_of(cell)


def _header_problems(source: NotebookNode) -> Iterator[str]:
    first = source.cells[0] if source.cells else None
    if first is None or first.cell_type != "markdown" or first.source.count(_HEADER) != 1:
        yield f"cell cell-000: the first cell must be Markdown with exactly one line {_HEADER}"


def _cell_problems(cell: NotebookNode) -> Iterator[str]:
    if not CELL_ID.fullmatch(cell.id):
        yield "a name may have up to 64 letters, digits, - and _ only"
    yield from problems_of(cell)
    kind = _kind(cell)
    regions = [name for name in REGIONS if f"BEGIN {name}" in cell.source]
    for name, owner in REGIONS.items():
        order = re.findall(rf"(BEGIN|END) {name}", cell.source)
        if order != ["BEGIN", "END"] * (len(order) // 2):
            yield f"every BEGIN {name} needs its END {name} after it"
        if order and kind != owner:
            yield f"a region {name} belongs in {owner}, this is {kind}"
    if kind == "an answer" and "SOLUTION" not in regions:
        yield "an answer cell needs ### BEGIN SOLUTION and ### END SOLUTION around the answer"
    if kind == "a test of plain assertions" and "HIDDEN TESTS" not in regions:
        yield "a test of assertions needs ### BEGIN HIDDEN TESTS and ### END HIDDEN TESTS"
    asks = kind == "an answer" and cell.id.startswith("predict_")
    if asks and len(predictions(cell.id, cell.source)) != 1:
        yield 'a prediction is one line such as name = predict("A")'


def _letter_problems(cell: NotebookNode, above: str) -> Iterator[str]:
    """Compare the letters that a prediction takes with the answers that the text above offers."""
    offered = "".join(_OFFERED.findall(above))
    for _, given in predictions(cell.id, cell.source):
        takes = given.strip(', "') or "ABC"
        if offered and takes != offered:
            yield (
                f"the text above offers {', '.join(offered)}, the call takes {', '.join(takes)}; "
                f'write predict("A", "{offered}")'
            )


def _kind(cell: NotebookNode) -> str:
    """Return in words what a source's cell is."""
    if "answer" in cell.metadata:
        return "an answer"
    if "task" in cell.metadata:
        return "a task"
    if cell.cell_type == "code" and "points" in cell.metadata:
        return "a check" if check_call(cell.source) else "a test of plain assertions"
    return "text" if cell.cell_type != "code" else "a cell without a student's part"


def _missing_functions(source: NotebookNode) -> Iterator[str]:
    """Yield the tests and answers that use a student's function which no cell defines.

    An exercise's cells may be deleted. What only experiments use is told there, when they run.
    """
    code = [c for c in source.cells if c.cell_type == "code"]
    if broken := list(_broken(code)):
        yield from broken  # what such a cell defines is not known
        return
    known = {name for cell in code for name in _made(cell)}
    for cell in code:
        answer = "answer" in cell.metadata
        if not (answer or "points" in cell.metadata):
            continue
        for name in sorted(used(cell) - known):
            yield (
                f"cell {cell.id}: it uses `{name}`, which no cell defines. Put the cells of "
                f"`{name}` back and give its exercise in course.toml, or delete this "
                f"{'answer' if answer else 'test'} and what belongs to it too. If it is a module, "
                "import it in a cell above"
            )


def _broken(code: Iterable[NotebookNode]) -> Iterator[str]:
    """Yield the cells that are no Python."""
    for cell in code:
        try:
            ast.parse(cell.source)
        except SyntaxError as error:
            line = f", in the line `{error.text.strip()}`" if error.text else ""
            yield f"cell {cell.id}: {error.msg}{line}"


def _made(cell: NotebookNode) -> set[str]:
    """Return the names that a cell leaves behind."""
    nodes = list(ast.walk(ast.parse(cell.source)))
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return stored | imported(nodes) | defined(cell)


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
