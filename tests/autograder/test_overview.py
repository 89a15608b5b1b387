"""The first part of a feedback page, from made-up verdicts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.results.overview import overview, rows, with_overview
from autograder.running.execute import CellResult, Result
from autograder.running.job import result_values
from course_lib.checking.outcome import Outcome
from course_lib.checking.report import Report

HOSTILE = "See $x^2$.\n\n<script>alert(1)</script>"


def cell(name: str, kind: str, **marks: Any) -> NotebookNode:
    made = nbformat.v4.new_code_cell("") if kind == "test" else nbformat.v4.new_markdown_cell("")
    made.metadata["nbgrader"] = {
        "grade": True,
        "grade_id": name,
        "solution": kind == "written",
        **marks,
    }
    return made


@pytest.fixture
def notebook() -> NotebookNode:
    return nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("Text."),
            cell("test_relu", "test", points=12, score=12.0),
            cell("test_affine", "test", points=20, score=13.333),
            cell("test_momentum", "test", points=8, score=0.0),
            cell("explain_flat", "written", points=10, score=7.0, comment=HOSTILE),
            cell("explain_step", "written", points=10, score=0.0, needs_manual_grade=True),
        ]
    )


@pytest.fixture
def record() -> dict[str, Any]:
    good = Outcome("values", True, 1.0)
    bad = Outcome("dw", False, 1.0, symptom="`dw` is <b>twice</b> too large", cause="a mean")
    later = Outcome("db", False, 1.0, symptom="later")
    unwritten = Outcome("values", False, 1.0, unwritten=True)
    cells = {
        "test_relu": CellResult("ok", points=12.0, reports=(Report("relu", [good]),)),
        "test_affine": CellResult(
            "ok", points=13.33, reports=(Report("affine", [good, bad, later]),)
        ),
        "test_momentum": CellResult("ok", points=0.0, reports=(Report("momentum", [unwritten]),)),
    }
    return {
        "result": result_values(Result(cells)),
        "notes": ["a <i>note</i>"],
        "predictions": {"predict_shrink": "B", "predict_grow": ""},
    }


def test_each_exercise_has_its_points_and_its_first_hint(notebook, record) -> None:
    seen = [(r.name, r.score, r.most, r.property, r.hint) for r in rows(notebook, record)]
    assert seen == [
        ("relu", 12.0, 12, "", ""),
        ("affine", 13.33, 20, "dw", "`dw` is <b>twice</b> too large"),
        ("momentum", 0.0, 8, "", "not written yet"),
        ("flat (in words)", 7.0, 10, "", ""),
        ("step (in words)", None, 10, "", ""),
    ]


def test_the_page_says_it_and_nothing_acts(notebook, record) -> None:
    place = {"notebook": "00_warmup", "score": 32.333, "max_score": 60.0}
    html = overview(notebook, place, record)
    assert "00_warmup: 32.33 of 60 points" in html
    assert "<code>dw</code> is &lt;b&gt;twice&lt;/b&gt; too large" in html
    assert "to be read of 10" in html
    assert "shrink: B, grow: none" in html
    assert "a &lt;i&gt;note&lt;/i&gt;" in html
    assert "<math" in html
    assert "<script" not in html
    assert html.index("relu") < html.index("About your answer") < html.index("Your predictions")


def test_a_failed_or_missing_record_still_gives_points(notebook) -> None:
    assert [r.score for r in rows(notebook, {})] == [12.0, 13.33, 0.0, 7.0, None]
    assert next(rows(notebook, {"result": None})).score == 12.0


def test_it_stands_before_the_notebook_and_not_on_formgraders_page() -> None:
    body = '<body><div class="container"><div class="container" id="notebook-container">'
    assert with_overview(body, {"overview": "FIRST"}).startswith(
        '<body><div class="container">FIRST<div'
    )
    assert with_overview(body, {}) == body


def test_an_outcome_is_what_the_journal_holds() -> None:
    assert set(asdict(Outcome("a", True, 1.0))) >= {"name", "symptom", "cause", "unwritten"}
