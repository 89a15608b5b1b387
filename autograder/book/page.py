"""A notebook as a page: the student's version, with what the reference run showed.

Answers are the stubs that students get. What a run says about a prediction is folded, so that a
reader can predict first.
"""

from __future__ import annotations

import copy
import re
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.book.reference import Outputs
from autograder.building.cells import kind_of
from course_lib.student.workspace import text_of

#: The forms of an output that a page shows; widgets and scripts need a kernel or a network.
FORMS = ("image/png", "text/html", "text/markdown", "text/latex", "text/plain")
_FOLDED = "Predict first, then open: what the run says"
_SAID = "You recorded no prediction."
_CAPTION = re.compile(r"What (?:the|this) figure shows: (.+)", re.DOTALL)
_ANSWER = """\
:::{{admonition}} You write here
:class: note
{words}
:::"""


def page(release: NotebookNode, outputs: Outputs) -> NotebookNode:
    """Return the page of a notebook as a notebook that Sphinx reads."""
    notebook = copy.deepcopy(release)
    notebook.metadata.pop("course", None)
    for cell, after in zip(notebook.cells, [*notebook.cells[1:], None], strict=True):
        kind = kind_of(cell)
        points = cell.metadata.get("nbgrader", {}).get("points", 0)
        cell.metadata = nbformat.from_dict({})
        if cell.cell_type != "code":
            if kind == "written":
                words = f"A few sentences, read by a person ({points:g} points)."
                cell.source = _ANSWER.format(words=words)
            continue
        cell.outputs = []
        if kind == "solution":
            continue
        cell.outputs = shown(outputs.get(cell.id, []), kind)
        if any(o.output_type == "stream" and "The run says" in o.text for o in cell.outputs):
            cell.metadata.tags = ["hide-output"]
            cell.metadata.mystnb = {"code_prompt_show": _FOLDED, "code_prompt_hide": "Fold again"}
        if any("image/png" in o.get("data", {}) for o in cell.outputs):
            cell.metadata.setdefault("mystnb", {})["image"] = {"alt": _alt(cell, after)}
    return notebook


def shown(outputs: list[dict[str, Any]], kind: str) -> list[NotebookNode]:
    """Return the outputs of a cell that a page shows; ``kind`` is the cell's."""
    kept: list[dict[str, Any]] = []
    for output in outputs:
        if output["output_type"] == "stream":
            text = _for_reader(text_of({"source": output["text"]}))
            if output["name"] != "stdout":
                continue
            if kept and kept[-1]["output_type"] == "stream":  # a kernel sends lines as they come
                kept[-1]["text"] += text
            elif text.strip():
                kept.append({**output, "text": text})
            continue
        # A check ends with its points as a number, which the table above it says already.
        number = kind == "test" and output["output_type"] == "execute_result"
        if output["output_type"] not in ("display_data", "execute_result") or number:
            continue
        data = output["data"]
        if not any("widget" in form for form in data) or "image/png" in data:
            forms = {form: data[form] for form in FORMS if form in data}
            if "text/html" in forms:
                forms["text/html"] = _for_reader(forms["text/html"])
            kept.append({**output, "data": forms, "metadata": output.get("metadata", {})})
    return [nbformat.from_dict(output) for output in kept if output.get("data", True)]


def _for_reader(text: str) -> str:
    """Return what a run said of a prediction without a word on who predicted nothing."""
    return re.sub(rf"\s*{re.escape(_SAID)}", "", text).replace("Look without predicting", _FOLDED)


def _alt(cell: NotebookNode, after: NotebookNode | None) -> str:
    """Return what is said of a cell's pictures: their own text, else the first words below them."""
    for output in cell.outputs:
        if alt := output.get("metadata", {}).get("image/png", {}).get("alt"):
            return str(alt)
    told = _CAPTION.match(after.source) if after is not None else None
    words = told[1] if told else "A figure of this section; the text says what to see."
    return " ".join(re.split(r"(?<=\.)\s", words)[0].replace("$", "").split())
