"""`course submit`: run a notebook as a grader would, and write the one file to hand in."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from course_lib.student import store
from course_lib.student.errors import CourseError
from course_lib.student.plain import plain
from course_lib.student.signed import NO_ID, handed_out, remarks, sign
from course_lib.student.workspace import (
    STUDENT_ID,
    find_folder,
    marks_of,
    metadata_of,
    names_in,
    read_notebook,
    resolve,
    text_of,
    write_atomically,
)

ID_FILE = ".student-id"
FOLDER = "submissions"


def hand_in(wanted: str, student: str | None, limit: int) -> Path:
    """Check a notebook as a grader would, say what was found, and write the file to hand in.

    An unfinished notebook can be handed in. Raises CourseError when there is no such notebook, or
    nobody to ask for the id.
    """
    folder = find_folder()
    name = resolve(wanted, names_in(folder / "notebooks", ".ipynb"))
    path = folder / "notebooks" / name / f"{name}.ipynb"
    notebook = read_notebook(path)
    student = _student(folder, student)
    saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    typer.echo(f"{name}, last saved {saved.astimezone():%d %B %Y, %H:%M}. {_ago(saved)}")
    for line in findings(notebook, limit, handed_out(folder, name, notebook)):
        typer.echo(plain(f"  {line}", keep="\n"))
    target = folder / FOLDER / f"{name}--{student}.ipynb"
    write_atomically(target, sign(notebook, name, student, saved))
    store.note_hand_in(folder, name)
    typer.echo(f"This is the work of {student}. Hand in this file: {target}")
    return target


def _ago(saved: datetime) -> str:
    minutes = int((datetime.now(UTC) - saved).total_seconds() // 60)
    when = "just now" if minutes < 2 else f"{minutes} minutes ago"
    if minutes > 180:
        when = f"{minutes // 60} hours ago" if minutes < 4000 else f"{minutes // 1440} days ago"
    return f"That was {when}: if you changed it since, save it in JupyterLab and run this again."


def _student(folder: Path, given: str | None) -> str:
    """Return the student's id: the one given, the one kept, else ask; keep it.

    A shared machine keeps the id of whoever was there before, so it is shown and asked about.
    """
    kept = folder / ID_FILE
    known = kept.read_text(encoding="utf-8", errors="replace").strip() if kept.is_file() else ""
    student = (given or known).strip()
    if given and known and student != known:
        typer.echo(plain(f"So far {known} handed in from this folder, and now {student}."))
    asked = known and sys.stdin.isatty() and (not given or student != known)
    if asked and not typer.confirm(plain(f"You hand in as {student}. Is this you?"), default=True):
        if given:
            raise CourseError("Nothing was made. Run it again with your own id after --id.")
        student = ""
    if not student and sys.stdin.isatty():
        student = typer.prompt("Your student id").strip()
    if not student:
        raise CourseError("Who are you? Give your student id once: `course submit NB --id ID`.")
    if not STUDENT_ID.fullmatch(student):
        raise CourseError(
            NO_ID.format(student=student) + " Give it with `course submit NB --id ID`."
        )
    write_atomically(kept, f"{student}\n".encode())
    return student


def findings(
    notebook: dict[str, Any], limit: int, locked: Mapping[str, dict[str, Any]] | None = None
) -> list[str]:
    """Run a notebook as the grader does and return what its author should know.

    ``locked`` are cells that count as they were handed out, whatever became of them.
    """
    cells, lines = remarks(notebook, locked or {})
    return lines + _run(notebook, cells, limit)


def _run(notebook: dict[str, Any], cells: list[dict[str, Any]], limit: int) -> list[str]:
    """Run the cells that count in a fresh kernel and return what happened."""
    import nbformat

    from course_lib.student.kernel import run_notebook

    counting = [c for c in cells if "experiment" not in metadata_of(c).get("tags", ())]
    fresh = [
        {
            **cell,
            "id": str(marks_of(cell).get("grade_id") or cell.get("id") or f"number-{index}"),
            "source": text_of(cell),
            "metadata": {},
            **({"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {}),
        }
        for index, cell in enumerate(counting)
    ]
    copy = nbformat.from_dict({**notebook, "cells": fresh})
    typer.echo(f"Running it in a fresh kernel, without experiments, for at most {limit} s ...")
    try:
        runs = run_notebook(copy, limit)
    except Exception as error:
        return [f"It could not be run here ({type(error).__name__}: {error}); handed in as it is."]
    lines = [f"The cell {run.id} fails: {run.error}" for run in runs if run.error]
    worth = {str(marks_of(c).get("grade_id")): marks_of(c).get("points", 0) for c in cells}
    earned = sum(run.points or 0.0 for run in runs if worth.get(run.id))
    tests = [c for c in cells if marks_of(c).get("grade") and not marks_of(c).get("solution")]
    total = sum(marks_of(c).get("points", 0) for c in tests)
    lines.append(f"The checks that you can see give {earned:g} of {total:g} points.")
    return lines
