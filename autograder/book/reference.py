"""The outputs of the reference run: every figure and table that a page of the book shows."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any

from nbformat import NotebookNode

from autograder.building.cells import kind_of, predictions
from autograder.course import Course
from autograder.release.check import SECONDS, answered
from autograder.release.notebooks import PROCESSES, build, fingerprint
from course_lib.student.errors import CourseError
from course_lib.student.kernel import run_notebook
from course_lib.student.workspace import write_atomically

#: The outputs of each code cell, as nbformat has them, by the cell's id.
Outputs = dict[str, list[dict[str, Any]]]


def reference(course: Course, assignment: str) -> tuple[NotebookNode, Outputs]:
    """Return the student's version of a notebook, and what the reference shows in its cells.

    The run is kept in grading/reference/ and repeated when something that it depends on changed.
    Raises CourseError when the source cannot be released or a cell of the reference fails.
    """
    source, release = build(course, assignment)
    path = course.grading / "reference" / f"{assignment}.json"
    key = fingerprint(course, assignment, ("building",))
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["key"] == key:
            return release, kept["outputs"]
    except (OSError, ValueError, KeyError):
        pass
    notebook = _without_predictions(source, release)
    failed = [f"  cell {r.id}: {r.error}" for r in run_notebook(notebook, SECONDS) if r.error]
    if failed:
        listed = "\n".join(failed)
        raise CourseError(
            f"{assignment} has no page, since its reference run fails.\n{listed}\n"
            f"`course release {assignment[:2]}` says more."
        )
    outputs = {c.id: c.outputs for c in notebook.cells if c.cell_type == "code"}
    write_atomically(path, json.dumps({"key": key, "outputs": outputs}).encode())
    return release, outputs


def _without_predictions(source: NotebookNode, release: NotebookNode) -> NotebookNode:
    """Return the answered notebook of somebody who predicts nothing: a reader of the book."""
    notebook = answered(source, release)
    for cell, blank in zip(notebook.cells, release.cells, strict=True):
        if kind_of(cell) == "solution" and predictions(cell.id, cell.source):
            cell.source = blank.source
    return notebook


def references(
    course: Course, assignments: list[str], progress: Callable[[str], None]
) -> dict[str, tuple[NotebookNode, Outputs]]:
    """Return :func:`reference` of several notebooks, run in processes of their own.

    Raises CourseError that tells what is wrong with each that fails.
    """
    done, problems = {}, []
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=spawn) as pool:
        running = {pool.submit(reference, course, name): name for name in assignments}
        for future in as_completed(running):
            name = running[future]
            try:
                done[name] = future.result()
            except CourseError as error:
                problems.append(str(error))
            progress(name)
    if problems:
        raise CourseError("\n".join(sorted(problems)))
    return done
