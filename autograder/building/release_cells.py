"""nbgrader's steps from the instructor's notebook to the student's, where ours differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader import preprocessors

from autograder.building.cells import kind_of, predictions


def content_hash(notebook: Mapping[str, Any]) -> str:
    """Return a hash of what a person edits in a notebook: cells, their order and their text."""
    cells = [
        [cell.get("cell_type"), _joined(cell.get("source", "")), cell.get("attachments")]
        for cell in notebook["cells"]
    ]
    return hashlib.sha256(json.dumps(cells, sort_keys=True).encode()).hexdigest()[:16]


def _joined(source: Any) -> str:
    return "".join(source) if isinstance(source, list) else str(source)


class ClearSolutions(preprocessors.ClearSolutions):  # type: ignore[misc]
    """Clear solutions; a prediction keeps its line, with nothing between the quotes."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, cell_index: int
    ) -> tuple[NotebookNode, Any]:
        names = predictions(cell.id, cell.source)
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if names:
            cell.source = "\n".join(
                f'{name} = predict(""{letters})  # your letter between the first quotes'
                if letters
                else f'{name} = predict("")  # your letter between the quotes'
                for name, letters in names
            )
        return cell, resources


class Stamp(preprocessors.base.NbGraderPreprocessor):  # type: ignore[misc]
    """Record in the student's version what it held when it was made."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        # What a test runs is the grader's; the student's call stands in its cell.
        del nb.metadata.course["tests"]
        nb.metadata.course.content = content_hash(nb)
        kinds = {c.id: kind_of(c) for c in nb.cells if "nbgrader" in c.metadata}
        nb.metadata.course.cells = nbformat.from_dict(kinds)
        return nb, resources
