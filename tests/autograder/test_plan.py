"""What is taken from a submission, and what is wrong with one."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tiny_course import RIGHT, TINY

from autograder.building.plan import Extra, Plan, SubmissionError, load_plan, read_submission
from autograder.course import Course
from course_lib.student.errors import CourseError

Handed = Callable[..., dict[str, Any]]


def read(notebook: dict[str, Any], plan: Plan) -> Any:
    return read_submission(json.dumps(notebook).encode(), plan)


def find(notebook: dict[str, Any], name: str) -> int:
    return [c["id"] for c in notebook["cells"]].index(name)


def code(source: str, **more: Any) -> dict[str, Any]:
    cell = {"cell_type": "code", "id": "own", "source": source, "metadata": {}, "outputs": []}
    return {**cell, "execution_count": None, **more}


def test_plan_knows_every_kind_of_cell(plan: Plan) -> None:
    kinds = {step.id: step.kind for step in plan.steps}
    assert kinds == {
        "cell-000": "text",
        "setup": "setup",
        "cell-002": "text",
        "predict_double": "solution",
        "double": "solution",
        "test_double": "test",
        "cell-006": "experiment",
        "halve": "solution",
        "test_halve": "test",
        "cell-009": "text",
        "explain_halve": "written",
        "plot_task": "task",
        "progress": "experiment",
    }
    assert (plan.automatic, plan.by_hand) == (20.0, 5.0)


def test_answers_are_taken_by_their_grade_id(plan: Plan, handed: Handed) -> None:
    submission = read(handed(RIGHT), plan)
    assert dict(submission.answers) == RIGHT
    assert not submission.extras
    assert submission.notes == ()


def test_sources_may_be_lists_of_lines(plan: Plan, handed: Handed) -> None:
    notebook = handed(RIGHT)
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    assert dict(read(notebook, plan).answers) == RIGHT


def test_only_answers_and_own_cells_are_taken(plan: Plan, handed: Handed) -> None:
    notebook = handed(RIGHT)
    for name in ("setup", "test_double", "test_halve"):
        notebook["cells"][find(notebook, name)]["source"] = "points = 100.0"
    cell = notebook["cells"][find(notebook, "test_double")]
    cell["metadata"]["nbgrader"]["points"] = 100
    cell["metadata"]["tags"] = ["skip-execution"]
    submission = read(notebook, plan)
    assert dict(submission.answers) == RIGHT
    assert not submission.extras


def test_own_cells_keep_their_place(plan: Plan, handed: Handed) -> None:
    notebook = handed(RIGHT)
    notebook["cells"].insert(find(notebook, "double"), code("HELP = 2"))
    notebook["cells"].insert(0, code("first = 1"))
    notebook["cells"].append({"cell_type": "markdown", "source": "my notes", "metadata": {}})
    submission = read(notebook, plan)
    assert submission.extras == {
        "": (Extra("code", "first = 1"),),
        "predict_double": (Extra("code", "HELP = 2"),),
        "progress": (Extra("markdown", "my notes"),),
    }


def test_an_edited_text_is_kept_beside_the_original(plan: Plan, handed: Handed) -> None:
    notebook = handed(RIGHT)
    notebook["cells"][find(notebook, "cell-002")]["source"] += " Up, I think."
    extras = read(notebook, plan).extras
    assert extras == {"cell-002": (Extra("markdown", plan.steps[2].source + " Up, I think."),)}


def test_experiments_are_skipped_wherever_they_are(plan: Plan, handed: Handed) -> None:
    notebook = handed(RIGHT)
    experiment = notebook["cells"][find(notebook, "cell-006")]
    notebook["cells"].append({**experiment, "id": "a-copy", "metadata": {}})
    experiment["source"] = "edited()"
    experiment["outputs"] = [
        {"output_type": "stream", "name": "stderr", "text": ["16", ".0"]},
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/html": "<script>", "text/plain": "a", "image/png": "iVBO"},
        },
    ]
    submission = read(notebook, plan)
    assert not submission.extras
    assert submission.outputs["cell-006"] == (
        {"output_type": "stream", "name": "stdout", "text": "16.0"},
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/plain": "a", "image/png": "iVBO"},
        },
    )


def test_of_several_copies_the_last_that_was_written_counts(plan: Plan, handed: Handed) -> None:
    notebook = handed(RIGHT)
    at = find(notebook, "double")
    stub = next(s.stub for s in plan.steps if s.id == "double")
    tried = {**notebook["cells"][at], "id": "x", "source": "def double(x):\n    return 3 * x"}
    notebook["cells"].insert(at, tried)
    notebook["cells"].append({**tried, "id": "y", "source": stub})
    submission = read(notebook, plan)
    assert submission.answers["double"] == RIGHT["double"]
    assert submission.extras == {"predict_double": (Extra("code", tried["source"]),)}
    assert submission.notes == ("cells that are in it more than once: double",)


def test_missing_cells_are_noted_and_count_as_unanswered(plan: Plan, handed: Handed) -> None:
    submission = read(handed(RIGHT, drop=("halve", "test_double")), plan)
    assert submission.notes == ("cells that are missing in it: test_double, halve",)
    assert "NotImplementedError" in submission.answers["halve"]


def test_older_release_is_recognised(plan: Plan, handed: Handed) -> None:
    notebook = handed(RIGHT)
    notebook["metadata"]["course"]["release"] = "0123456789ab"
    assert read(notebook, plan).notes == (
        f"made from an older release (0123456789ab), graded with the present one ({plan.release})",
    )
    del notebook["metadata"]["course"]
    assert read(notebook, plan).notes == ("it does not say which release it was made from",)


def test_byte_order_mark_and_old_format_are_no_obstacle(plan: Plan, handed: Handed) -> None:
    content = json.dumps(handed(RIGHT)).encode()
    assert dict(read_submission(b"\xef\xbb\xbf" + content, plan).answers) == RIGHT
    notebook = handed(RIGHT)
    cells = [
        {"cell_type": "code", "language": "python", "outputs": [], "metadata": c["metadata"]}
        | {"input": c["source"], "collapsed": False}
        for c in notebook["cells"]
        if c["cell_type"] == "code"
    ]
    third = {"nbformat": 3, "nbformat_minor": 0, "metadata": notebook["metadata"]}
    submission = read({**third, "worksheets": [{"cells": cells, "metadata": {}}]}, plan)
    assert submission.answers["double"] == RIGHT["double"]


def test_cells_without_metadata_are_known_by_their_ids(plan: Plan, handed: Handed) -> None:
    notebook = handed(RIGHT)
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    submission = read(notebook, plan)
    assert dict(submission.answers) == RIGHT and not submission.extras
    assert any("known by their ids: setup, predict_double" in note for note in submission.notes)
    notebook = handed(RIGHT)
    notebook["cells"].append(code("def double(x): return 0", id="double"))
    assert read(notebook, plan).answers["double"] == RIGHT["double"], "the marked cell counts"


def test_non_breaking_spaces_are_blanks_only_where_that_helps(plan: Plan, handed: Handed) -> None:
    pasted = "def double(x):\n\xa0\xa0\xa0\xa0return x + x  # '\xa0'"
    submission = read(handed({**RIGHT, "double": pasted}), plan)
    assert submission.answers["double"] == "def double(x):\n    return x + x  # '\xa0'"
    assert any("taken for blanks in: double" in note for note in submission.notes)
    for source in ("def double(x):\n    return '\xa0'", "def double(x)\n\xa0return x"):
        submission = read(handed({**RIGHT, "double": source}), plan)
        assert submission.answers["double"] == source and submission.notes == ()


def _stream(notebook: dict[str, Any]) -> None:
    find_cell(notebook, "double")["outputs"] = [{"output_type": "stream", "text": ["x"] * 10_000}]


def _tabs(notebook: dict[str, Any]) -> None:
    find_cell(notebook, "double")["source"] = RIGHT["double"].replace("    ", "\t")


def find_cell(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


#: What other programs and people do to a file; the work in it stays what it is.
ODD: dict[str, Callable[[dict[str, Any]], object]] = {
    "minor 99": lambda n: n.update(nbformat_minor=99),
    "nbformat 5": lambda n: n.update(nbformat=5),
    "no format": lambda n: n.pop("nbformat"),
    "no metadata": lambda n: n.pop("metadata"),
    "metadata is a list": lambda n: n.update(metadata=[]),
    "no ids": lambda n: [c.pop("id") for c in n["cells"]],
    "ids that are lists": lambda n: [c.update(id=[1]) for c in n["cells"]],
    "all ids the same": lambda n: [c.update(id="x") for c in n["cells"]],
    "tests are deleted": lambda n: n.update(
        cells=[c for c in n["cells"] if not c["id"].startswith("test_")]
    ),
    "setup is deleted": lambda n: n.update(cells=[c for c in n["cells"] if c["id"] != "setup"]),
    "a test is edited": lambda n: find_cell(n, "test_double").update(source="8.0"),
    "a test is copied": lambda n: n["cells"].append(dict(find_cell(n, "test_double"))),
    "cells are reversed": lambda n: n["cells"].reverse(),
    "an answer is raw text": lambda n: find_cell(n, "double").update(cell_type="raw"),
    "an answer is Markdown": lambda n: find_cell(n, "double").update(cell_type="markdown"),
    "cells that are none": lambda n: n["cells"].extend([3, None, "x", [], {}]),
    "a large output": _stream,
    "tabs": _tabs,
    "Colab": lambda n: [c["metadata"].update(colab={"height": 1}, id="a") for c in n["cells"]],
    "VS Code": lambda n: n["metadata"].update(vscode={"interpreter": {"hash": "1"}}),
    "another kernel": lambda n: n["metadata"].update(kernelspec={"name": "ir", "language": "R"}),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_keeps_its_answers(plan: Plan, handed: Handed, name: str) -> None:
    notebook = handed(RIGHT)
    ODD[name](notebook)
    answers = read(notebook, plan).answers
    assert answers["double"].expandtabs(4) == RIGHT["double"]
    assert answers["halve"] == RIGHT["halve"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b'{"cells": [', "no JSON (line 1)"),
        (b"PK\x03\x04\xff\xfe", "not text in UTF-8"),
        (b"[1, 2]", "it has no cells"),
        (b"null", "it has no cells"),
        (b"<!DOCTYPE html><html></html>", "no JSON (line 1)"),
        (b"\0\0\0\0", "no JSON (line 1)"),
        (b'{"cells": 3}', "it has no cells"),
        (b'{"nbformat": 3, "worksheets": 7}', "not a notebook that can be read"),
        (b'{"nbformat": 4, "metadata": {}, "cells": []}', "none of its answers belongs to 90_tiny"),
        (b"[" * 100_000, "not a notebook that can be read"),
        (b'{"cells": [{"cell_type": "code", "metadata": 3, "source": 4}]}', "none of its answers"),
    ],
)
def test_what_is_no_submission_says_why(plan: Plan, content: bytes, reason: str) -> None:
    with pytest.raises(SubmissionError) as error:
        read_submission(content, plan)
    assert reason in str(error.value)


def test_a_plan_must_have_been_built(course: Course) -> None:
    with pytest.raises(CourseError, match="has not been built for grading"):
        load_plan(course, TINY)
