"""One page for each notebook, made from its source, and the budget of all of them.

``python -m autograder.book.sheets`` prints the budget; the site has both.
"""

from __future__ import annotations

import ast
import json
import re

from nbformat import NotebookNode

from autograder.book.minutes import estimate
from autograder.building.source import build_source, exercises, read_source, written
from autograder.course import HOUSE, Course

_MINUTES = re.compile(r"\*\*Minutes \(estimated\):\*\* (\d+)")
_FORMULA = re.compile(r"^\$\$(.+?)\$\$$", re.MULTILINE | re.DOTALL)
_KEEP = re.compile(r"^#+ (?:\d+\. )?(?:What to keep|What you can do now)$", re.MULTILINE)
_CONVENTIONS = re.compile(r"^#+ (?:\d+\. )?Conventions$", re.MULTILINE)
FORMULAS, BUGS = 8, 5


def sheet(course: Course, name: str) -> str:
    """Return a page about one notebook: functions, formulas, conventions, bugs, what to keep."""
    source = read_source(course.source(name))
    text = "\n\n".join(c.source for c in source.cells if c.cell_type == "markdown")
    title = re.search(r"^# (.+)$", text, re.MULTILINE)
    parts = [f"# {title[1] if title else name}: one page"]
    parts.append("## Functions\n\n" + "\n".join(_functions(source)))
    formulas = [found.strip() for found in _FORMULA.findall(text)][:FORMULAS]
    if formulas:
        parts.append("## Formulas\n\n" + "\n\n".join(f"$${one}$$" for one in formulas))
    if table := _table_below(text, _CONVENTIONS):
        parts.append(f"## Conventions\n\n{table}")
    parts.append("## Bugs that people write\n\n" + "\n".join(f"- {bug}" for bug in bugs(name)))
    if keep := _bullets_below(text, _KEEP):
        parts.append(f"## What to keep\n\n{keep}")
    # Links to other notebooks are meant as seen from a notebook.
    return "\n\n".join(parts).replace("](../", "](/notebooks/") + "\n"


def bugs(name: str) -> list[str]:
    """Return five mistakes of the bank, one an exercise, that miss the idea."""
    found: list[str] = []
    for folder in sorted((HOUSE / "solutions" / name / "answers").iterdir()):
        for path in sorted((folder / "wrong").glob("*.py")):
            said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            line = said.partition("\n")[0]
            if "kind: idea" in said and len(line) > 20:
                found.append(f"`{folder.name}`: {line}")
                break
    return found[:BUGS]


def budget(course: Course) -> str:
    """Return a table: minutes, exercises with points and without, and seconds of the last check.

    The minutes of the header are an estimate, by hand and within a fifth of the rule's.

    The seconds are those of a fresh kernel that ran the reference on this machine, or "-" where
    the notebook was not released here; where none was, there is no such column.
    """
    seconds = {name: _seconds(course, name) for name in course.assignments}
    measured = any(value != "-" for value in seconds.values())
    head = ["notebook", "minutes", "minutes by rule", "exercises with points", "without points"]
    head += ["written answers", "seconds"] if measured else ["written answers"]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for name in course.assignments:
        source = read_source(course.source(name))
        built = "\n".join(c.source for c in build_source(course, name).cells)
        minutes = _MINUTES.search(built)
        points = [cell.metadata["points"] for cell in exercises(source).values()]
        with_points = sum(p > 0 for p in points)
        row = [name, minutes[1] if minutes else "-", f"{estimate(source)}", f"{with_points}"]
        row += [f"{len(points) - with_points}", f"{len(written(source))}"]
        row += [seconds[name]] if measured else []
        lines.append(f"| {' | '.join(row)} |")
    if measured and "-" in seconds.values():
        lines += [
            "",
            "Where no seconds stand: `course release NN` checks a notebook and keeps them.",
        ]
    return "\n".join(lines)


def pages(course: Course, names: list[str]) -> dict[str, str]:
    """Return the pages of the site: a sheet by the name of each notebook, and "index"."""
    sheets = {name: sheet(course, name) for name in names}
    index = f"# One page for each notebook\n\n{budget(course)}\n\n"
    toctree = "\n".join(["```{toctree}", ":maxdepth: 1", "", *names, "```"])
    return {**sheets, "index": f"{index}{toctree}\n"}


def _functions(source: NotebookNode) -> list[str]:
    lines = []
    for cell in source.cells:
        if cell.cell_type != "code" or "answer" not in cell.metadata:
            continue
        for node in ast.parse(cell.source).body:
            if isinstance(node, ast.FunctionDef):
                said = (ast.get_docstring(node) or "").partition("\n")[0]
                lines.append(f"- `{node.name}({ast.unparse(node.args)})`: {said}")
    return lines


def _below(text: str, heading: re.Pattern[str]) -> list[str]:
    found = heading.search(text)
    return text[found.end() :].lstrip("\n").splitlines() if found else []


def _table_below(text: str, heading: re.Pattern[str]) -> str:
    lines = _below(text, heading)
    start = next((i for i, line in enumerate(lines) if line.startswith("|")), len(lines))
    rows: list[str] = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append(line)
    return "\n".join(rows)


def _bullets_below(text: str, heading: re.Pattern[str]) -> str:
    rows: list[str] = []
    for line in _below(text, heading):
        if line.startswith("- ") or (rows and line.startswith("  ")):
            rows.append(line)
        elif rows:
            break
    return "\n".join(rows)


def _seconds(course: Course, name: str) -> str:
    try:
        text = (course.grading / "checked" / f"{name}.json").read_text(encoding="utf-8")
        return f"{json.loads(text)['total']:.0f}"
    except (OSError, ValueError, KeyError):
        return "-"


if __name__ == "__main__":
    print(budget(Course.find()))
