"""The notebook that a human marks: the plan's cells, the student's answers, and the results."""

from __future__ import annotations

import copy
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from autograder.building.plan import Plan, Step, Submission
from autograder.building.source import KERNEL
from autograder.grading.excerpt import safe_outputs, shorten
from autograder.grading.pictures import bound_pictures
from autograder.running.execute import CellResult, Result, extra_key
from course_lib.checking.report import Report

OWN = "Written by the student"
AS_HANDED_IN = "What this demonstration showed when it was handed in"


def assemble(plan: Plan, submission: Submission, result: Result) -> NotebookNode:
    """Return the plan's notebook with a student's answers, added cells and results in it."""
    cells = [_heading(submission)] if submission.notes else []
    cells += _extra_cells(submission, result, "")
    own = cells[:]
    for step in plan.steps:
        cell = _step_cell(step, submission, result.cells.get(step.id))
        extra = _extra_cells(submission, result, step.id)
        cells += [cell, *extra]
        own += [cell, *extra] if step.answered else extra
    shorten(own)
    bound_pictures(cells)
    notebook: NotebookNode = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNEL, "course": {"release": plan.release}}
    )
    return notebook


def _heading(submission: Submission) -> NotebookNode:
    notes = "\n".join(f"- {note}" for note in submission.notes)
    return _cell("markdown", f"**About this notebook**\n\n{notes}", "notes", NotebookNode())


def _step_cell(step: Step, submission: Submission, result: CellResult | None) -> NotebookNode:
    source = submission.answers.get(step.id, step.stub) if step.answered else step.source
    metadata = nbformat.from_dict(dict(step.metadata))
    cell = _cell(step.cell_type, source, step.id, metadata)
    if "nbgrader" in metadata:
        stub = _cell(step.cell_type, step.stub if step.answered else source, step.id, metadata)
        cell.metadata.nbgrader.cell_type = step.cell_type
        cell.metadata.nbgrader.checksum = compute_checksum(stub)
    if step.answered:
        _label(cell, OWN)
    if step.kind == "experiment":
        if submission.outputs.get(step.id):
            _label(cell, AS_HANDED_IN)
        cell.outputs = [nbformat.from_dict(o) for o in submission.outputs.get(step.id, ())]
    elif result is not None:
        cell.outputs = _outputs(result)
    return cell


def _extra_cells(submission: Submission, result: Result, after: str) -> list[NotebookNode]:
    cells = []
    for index, extra in enumerate(submission.extras.get(after, ())):
        key = extra_key(after, index)
        kind = extra.cell_type if extra.cell_type in ("code", "raw") else "markdown"
        cell = _cell(kind, extra.source, f"own-{key.replace('+', '-')}"[-64:], NotebookNode())
        _label(cell, OWN)
        if kind == "code" and key in result.cells:
            cell.outputs = _outputs(result.cells[key])
        cells.append(cell)
    return cells


def _label(cell: NotebookNode, label: str) -> None:
    """Say on the page who wrote a cell: a student's text or picture could look like a verdict."""
    cell.metadata["course"] = NotebookNode(label=label)


def _cell(kind: str, source: str, cell_id: str, metadata: NotebookNode) -> NotebookNode:
    # nbformat's own makers check every cell by its schema, half of the time of saving a class.
    cell = NotebookNode(cell_type=kind, id=cell_id, source=source, metadata=copy.deepcopy(metadata))
    if kind == "code":
        cell.update(outputs=[], execution_count=None)
    return cell


def _outputs(result: CellResult) -> list[NotebookNode]:
    """Return the outputs of a cell; a test has exactly one result, the float that nbgrader reads.

    nbgrader takes an error, or any text on stderr, for zero points, so a test has neither.
    """
    outputs = [*map(_shown, result.reports), *map(dict, result.outputs)]
    if result.points is None:
        outputs = [*safe_outputs(outputs), *_end(result)]
    else:
        # What a test shows is the grader's own.
        outputs = [o for o in outputs if o["output_type"] != "execute_result"]
        for output in outputs:
            if output["output_type"] == "stream":
                output["name"] = "stdout"
        if result.reason:
            text = f"No points by this test: {result.reason}"
            outputs.append({"output_type": "stream", "name": "stdout", "text": text})
        outputs.append(
            {
                "output_type": "execute_result",
                "metadata": {},
                "data": {"text/plain": repr(float(result.points))},
            }
        )
    for output in outputs:
        if output["output_type"] == "execute_result":
            output["execution_count"] = None
    return [nbformat.from_dict(o) for o in outputs]


def _shown(report: Report) -> dict[str, Any]:
    data = {"text/plain": repr(report), "text/html": report._repr_html_()}
    return {"output_type": "display_data", "metadata": {}, "data": data}


def _end(result: CellResult) -> list[dict[str, Any]]:
    """Return the output that says why a cell did not work, if it did not."""
    if result.outcome == "error":
        name, _, message = result.reason.partition(": ")
        lines = [*result.lines, result.reason]
        return [{"output_type": "error", "ename": name, "evalue": message, "traceback": lines}]
    if result.reason:
        return [{"output_type": "stream", "name": "stderr", "text": result.reason}]
    return []
