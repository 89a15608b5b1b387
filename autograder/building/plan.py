"""What is run and marked: the instructor's notebook as a list of steps, and a submission to it.

The plan is the only source of cells, points and tests. From a submission come the sources of the
answer cells, by grade_id, and the cells that the student added.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder.building.cells import Kind, kind_of
from autograder.course import Course
from course_lib.student.errors import CourseError
from course_lib.student.workspace import of_front_end, text_of

LARGEST = 100_000_000
#: Bounds that no notebook of the course comes near: beyond them a file is made to cost time.
MOST_VALUES = 3_000_000
MOST_CELLS = 1000
MOST_TEXT = 2_000_000
MOST_SHOWN = 2_000_000
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_INDENT = re.compile(r"^[ \t\xa0]+", re.MULTILINE)
_RELEASE = re.compile(r"[0-9a-f]{12}")
#: Outputs of a student that may be shown to somebody else: nothing that a browser would run.
SAFE_OUTPUTS = ("text/plain", "image/png", "image/jpeg")


class SubmissionError(Exception):
    """A submission that cannot be graded; the message is the reason."""


@dataclass(frozen=True)
class Step:
    """One cell of the instructor's notebook.

    ``source`` is the instructor's version, ``stub`` what a student gets; ``check`` is the call of a
    test that is one line, as the source has it: without points.
    """

    id: str
    kind: Kind
    cell_type: str
    source: str
    stub: str
    metadata: Mapping[str, Any]
    check: str = ""

    @property
    def points(self) -> float:
        """Return what the cell is worth."""
        return float(self.metadata.get("nbgrader", {}).get("points", 0.0))

    @property
    def answered(self) -> bool:
        """Tell whether the student writes this cell."""
        return self.kind in ("solution", "written")


@dataclass(frozen=True)
class Extra:
    """A cell that the student added."""

    cell_type: str
    source: str


@dataclass(frozen=True)
class Submission:
    """What is taken from a student's notebook.

    ``answers`` are sources by grade_id, ``extras`` the added cells by the id of the step that they
    follow ("" before the first), ``outputs`` the outputs that experiments had when handed in.
    """

    answers: Mapping[str, str]
    extras: Mapping[str, tuple[Extra, ...]] = field(default_factory=dict)
    outputs: Mapping[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The steps of one assignment."""

    assignment: str
    release: str
    steps: tuple[Step, ...]

    @property
    def automatic(self) -> float:
        """Return the points that tests give."""
        return sum(s.points for s in self.steps if s.kind == "test")

    @property
    def by_hand(self) -> float:
        """Return the points that a human gives."""
        return sum(s.points for s in self.steps if s.kind != "test")

    def reference(self) -> Submission:
        """Return the instructor's answers as a submission."""
        return Submission({s.id: s.source for s in self.steps if s.answered})

    def unanswered(self) -> Submission:
        """Return the notebook as it is handed out, as a submission."""
        return Submission({s.id: s.stub for s in self.steps if s.answered})


def make_plan(assignment: str, source: Mapping[str, Any], release: Mapping[str, Any]) -> Plan:
    """Return the plan of an instructor's notebook and the student's version made of it."""
    stubs = {cell["id"]: text_of(cell) for cell in release["cells"]}
    course = source["metadata"]["course"]
    steps = tuple(
        Step(
            id=cell["id"],
            kind=kind_of(cell),
            cell_type=cell["cell_type"],
            source=text_of(cell),
            stub=stubs[cell["id"]],
            metadata=cell["metadata"],
            check=course["tests"].get(cell["id"], ""),
        )
        for cell in map(dict, source["cells"])
    )
    return Plan(assignment, course["release"], steps)


def load_plan(course: Course, assignment: str) -> Plan:
    """Return the plan of the notebooks that were last built for grading.

    Raises CourseError when they were not built.
    """
    paths = [course.step(s, assignment) / f"{assignment}.ipynb" for s in ("source", "release")]
    try:
        return _load(assignment, *paths, *(p.stat().st_mtime_ns for p in paths))
    except FileNotFoundError:
        raise CourseError(
            f"{assignment} has not been built for grading: run `course release {assignment[:2]}`."
        ) from None


@lru_cache(maxsize=32)
def _load(assignment: str, source: Path, release: Path, *_changed: int) -> Plan:
    notebooks = [json.loads(p.read_text(encoding="utf-8")) for p in (source, release)]
    return make_plan(assignment, *notebooks)


def read_submission(content: bytes, plan: Plan) -> Submission:
    """Return what the grader takes from a notebook file.

    Raises SubmissionError when the file is not a notebook, or not this one.
    """
    notebook = parse_notebook(content)
    steps = {s.id: s for s in plan.steps}
    graded = {s.id for s in plan.steps if "nbgrader" in s.metadata}
    answers: dict[str, list[tuple[str, str]]] = {}
    extras: dict[str, list[Extra]] = {}
    outputs: dict[str, tuple[dict[str, Any], ...]] = {}
    seen: list[str] = []
    texts = {s.source for s in plan.steps if s.kind in ("text", "experiment")}
    here = ""
    marked = {_grade_id(cell) for cell in notebook["cells"]}
    by_id: list[str] = []
    blanks: list[str] = []
    for cell in notebook["cells"]:
        if of_front_end(cell):
            continue
        source = _text(cell)
        name = _grade_id(cell)
        if not name and str(cell.get("id", "")) in graded - marked:
            # Some programs drop the metadata of cells and keep their ids, which are the grade_ids.
            name = str(cell["id"])
            by_id.append(name)
        if name in graded:
            seen.append(name)
            if steps[name].kind == "solution":
                source, mended = _with_blanks(source)
                if mended:
                    blanks.append(name)
            if steps[name].answered:
                answers.setdefault(name, []).append((here, source))
            here = name
            continue
        step = steps.get(str(cell.get("id", "")))
        if step is not None and step.kind in ("text", "experiment"):
            here = step.id
            outputs[step.id] = _safe_outputs(cell)
        if (step is None or step.kind != "experiment") and source.strip() and source not in texts:
            extras.setdefault(here, []).append(Extra(str(cell["cell_type"]), source))
    if graded and not (answers or (seen and not any(s.answered for s in plan.steps))):
        raise SubmissionError(_other(plan, notebook))
    _check_size(answers, extras)
    chosen = {name: _choose(steps[name], copies, extras) for name, copies in answers.items()}
    return Submission(
        answers={s.id: chosen.get(s.id, s.stub) for s in plan.steps if s.answered},
        extras={k: tuple(v) for k, v in extras.items()},
        outputs=outputs,
        notes=(
            *_notes(plan, notebook, seen),
            *_listed("cells without metadata, known by their ids: ", by_id),
            *_listed("non-breaking spaces were taken for blanks in: ", blanks),
        ),
    )


def _listed(what: str, names: list[str]) -> tuple[str, ...]:
    return (what + ", ".join(names),) if names else ()


def _with_blanks(source: str) -> tuple[str, bool]:
    """Return code with blanks for non-breaking spaces, if only that makes it run, and whether."""
    if "\xa0" not in source or _parses(source):
        return source, False
    for mended in (_INDENT.sub(_blank, source), source.replace("\xa0", " ")):
        if _parses(mended):
            return mended, True
    return source, False


def _blank(found: re.Match[str]) -> str:
    return found[0].replace("\xa0", " ")


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _other(plan: Plan, notebook: dict[str, Any]) -> str:
    """Return why a notebook without any answer cell of the plan is not graded."""
    metadata = notebook.get("metadata")
    course = metadata.get("course") if isinstance(metadata, dict) else None
    signed = course.get("handed_in") if isinstance(course, dict) else None
    said = signed.get("assignment") if isinstance(signed, dict) else None
    known = f"this is {said[:60]}: " if isinstance(said, str) and said != plan.assignment else ""
    return f"{known}none of its answers belongs to {plan.assignment}"


def _check_size(
    answers: Mapping[str, list[tuple[str, str]]],
    extras: Mapping[str, list[Extra]],
) -> None:
    """Refuse what would keep the grader, or whoever opens the page, busy for minutes."""
    texts = [source for copies in answers.values() for _, source in copies]
    texts += [extra.source for cells in extras.values() for extra in cells]
    if len(texts) > MOST_CELLS:
        raise SubmissionError(f"it has more than {MOST_CELLS} cells of its own")
    if sum(map(len, texts)) > MOST_TEXT:
        raise SubmissionError(f"its cells hold more than {MOST_TEXT // 1_000_000} MB of text")


def parse_notebook(content: bytes) -> dict[str, Any]:
    """Return a notebook file as plain values, in the present format.

    Raises SubmissionError, with the reason, when it is not one.
    """
    if len(content) > LARGEST:
        raise SubmissionError(f"the file is larger than {LARGEST // 1_000_000} MB")
    if _count_values(content) > MOST_VALUES:
        raise SubmissionError("the file holds too many values for a notebook")
    try:
        notebook: Any = json.loads(content.decode("utf-8-sig"))
        if isinstance(notebook, dict) and notebook.get("nbformat") in (1, 2, 3):
            notebook = _in_present_format(notebook)
    except UnicodeDecodeError:
        raise SubmissionError("the file is not text in UTF-8, so not a notebook") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}" if content.strip() else "the file is empty"
        raise SubmissionError(f"the file is not a notebook: no JSON ({where})") from None
    except (RecursionError, ValueError):
        raise SubmissionError("the file is not a notebook that can be read") from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise SubmissionError("the file is not a notebook: it has no cells")
    kept = [c for c in cells if isinstance(c, dict) and "cell_type" in c]
    return {**notebook, "cells": kept}


def _count_values(content: bytes) -> int:
    """Count the values in a JSON text, at most: each takes 60 bytes of memory and 2 of the file."""
    marks = (b",", b"[", b"{")
    if sum(map(content.count, marks)) > MOST_VALUES:
        content = _STRING.sub(b"", content)
    return sum(map(content.count, marks))


def _in_present_format(notebook: dict[str, Any]) -> Any:
    """Return a notebook of before 2014 in the present format; raises ValueError if it is none."""
    import nbformat

    try:
        return nbformat.convert(nbformat.from_dict(notebook), 4)
    except Exception as error:
        # nbformat raises whatever the missing or wrong part of the notebook leads to.
        raise ValueError(str(error)) from None


def _grade_id(cell: dict[str, Any]) -> str:
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return str(marks.get("grade_id", "")) if isinstance(marks, dict) else ""


def _choose(step: Step, copies: list[tuple[str, str]], extras: dict[str, list[Extra]]) -> str:
    """Return the last copy of an answer that was written in; the others stay as added cells.

    JupyterLab copies the grade_id when a cell is copied or split.
    """
    written = [c for c in copies if c[1].strip() != step.stub.strip()]
    for here, source in written[:-1]:
        extras.setdefault(here, []).append(Extra(step.cell_type, source))
    return (written or copies)[-1][1]


def _text(cell: dict[str, Any]) -> str:
    """Return the source of a cell as text that can be written to a file."""
    return text_of(cell).encode("utf-8", "replace").decode()


def _safe_outputs(cell: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Return what a demonstration had shown, up to a size; what goes beyond it is left out."""
    kept: list[dict[str, Any]] = []
    outputs = cell.get("outputs")
    size = 0
    for output in outputs if isinstance(outputs, list) else []:
        size += len(str(output))
        if not isinstance(output, dict) or size > MOST_SHOWN:
            continue
        if output.get("output_type") == "stream":
            text = _text({"source": output.get("text", "")})
            kept.append({"output_type": "stream", "name": "stdout", "text": text})
        elif isinstance(output.get("data"), dict):
            data = {
                mime: _text({"source": output["data"][mime]})
                for mime in SAFE_OUTPUTS
                if mime in output["data"]
            }
            kept.append({"output_type": "display_data", "metadata": {}, "data": data})
    return tuple(kept)


def _notes(plan: Plan, notebook: dict[str, Any], seen: list[str]) -> list[str]:
    """Return what a grader and the student should know about the state of a notebook."""
    metadata = notebook.get("metadata")
    course = metadata.get("course") if isinstance(metadata, dict) else None
    release = str(course.get("release", "")) if isinstance(course, dict) else ""
    notes = []
    if not _RELEASE.fullmatch(release):
        notes.append("it does not say which release it was made from")
    elif release != plan.release:
        notes.append(
            f"made from an older release ({release}), graded with the present one ({plan.release})"
        )
    expected = [s.id for s in plan.steps if "nbgrader" in s.metadata]
    missing = [name for name in expected if name not in seen]
    if missing:
        notes.append("cells that are missing in it: " + ", ".join(missing))
    twice = [name for name in expected if seen.count(name) > 1]
    if twice:
        notes.append("cells that are in it more than once: " + ", ".join(twice))
    return notes
