"""A cell that runs before the cells it needs says which they are, instead of a NameError."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from course_lib import progress
from course_lib.engine.shell import running_shell
from course_lib.student.errors import CourseError
from course_lib.student.workspace import read_notebook, text_of

_RUN = "or choose Run > Run All Above Selected Cell in the menu."


def explain(name: str, notebook: dict[str, Any]) -> str:
    """Return where a notebook makes ``name``, as one sentence; "" if that is not its business."""
    section, wanted = "", False
    for cell in notebook["cells"]:
        text = text_of(cell)
        if cell.get("cell_type") != "code":
            heads = [line for line in text.splitlines() if line.startswith("## ")]
            section = heads[-1].lstrip("# ") if heads else section
            continue
        names = set(_made(text))
        if name in names:
            where = f'the section "{section}"' if section else "the first cell of the notebook"
            return f"`{name}` is not there yet: it is made in {where}. Run that cell first, {_RUN}"
        wanted = wanted or (text.startswith("points = checks.") and name in text)
    if wanted:
        return (
            f"`{name}` is not there: no cell of this notebook makes it, as it was last saved. The "
            "check takes it by this name. Was it renamed, or its cell taken out?"
        )
    return ""


def install() -> None:
    """Let the notebook that runs explain a name that is not there; elsewhere do nothing."""
    shell = running_shell()
    if shell is not None:
        shell.set_custom_exc((NameError,), _show)


def _show(shell: Any, kind: type[NameError], error: NameError, trace: Any, tb_offset: Any) -> None:
    sentence = ""
    try:
        if found := progress.path_of_notebook():
            sentence = explain(error.name or "", read_notebook(found))
    except (CourseError, OSError, KeyError, TypeError):
        pass  # a file that cannot be read explains nothing
    if sentence:
        shell._showtraceback(kind, error, [sentence])
    else:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def _made(source: str) -> Iterator[str]:
    """Yield the names that a cell leaves behind."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield statement.name
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            yield from ((a.asname or a.name).partition(".")[0] for a in statement.names)
        else:
            nodes = (n for n in ast.walk(statement) if isinstance(n, ast.Name))
            yield from (n.id for n in nodes if isinstance(n.ctx, ast.Store))
