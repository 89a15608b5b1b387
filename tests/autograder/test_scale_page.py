"""docs/scale.md: its figures come from the benchmark, its commands are those there are."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
from typer.main import get_command

from autograder.building.source import build_source
from autograder.commands import register
from autograder.course import Course
from benchmarks.classroom import NOTEBOOK, class_of
from benchmarks.scale import PAGE, page, with_figures
from course_lib.checking.core import hidden_rng
from course_lib.lessons.batchnorm import checks
from course_lib.student.cli import app

register(app)
ROOT = Path(__file__).parents[2]
RESULT = json.loads((ROOT / "benchmarks" / "grading.json").read_text(encoding="utf-8"))


def test_the_figures_are_those_of_the_benchmark() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert with_figures(text, page(RESULT)) == text, "run python -m benchmarks.grading"
    slower = {**RESULT, "submission_ms": {k: 2 * v for k, v in RESULT["submission_ms"].items()}}
    assert with_figures(text, page(slower)) != text


def test_every_option_of_the_page_exists() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    found = re.findall(r"course (\w+) ?([^`\n]*)", PAGE.read_text(encoding="utf-8"))
    used = [(command, option) for command, rest in found for option in re.findall("--[a-z]+", rest)]
    assert len(used) >= 5
    for command, option in used:
        assert option in {o for p in commands[command].params for o in p.opts}, (command, option)


def test_a_mistake_in_the_class_spoils_no_other_answer() -> None:
    built = build_source(Course.at(ROOT), NOTEBOOK)
    release = nbformat.read(ROOT / "notebooks" / NOTEBOOK / f"{NOTEBOOK}.ipynb", 4)
    right, _, *mistaken = class_of(built, release)
    source = {cell.id: cell.source for cell in right.cells}
    wrong = [
        {cell.id: cell.source for cell in notebook.cells if cell.source != source[cell.id]}
        for notebook in mistaken
    ]
    # The backward passes of the bank bring forward passes with caches of their own.
    brought = [cells for cells in wrong if "batchnorm_backward" in cells]
    assert len(brought) >= 3
    for cells in brought:
        names: dict[str, Any] = {}
        for cell in right.cells:
            runs = cell.id == "setup" or "### BEGIN SOLUTION" in cell.source
            if runs and cell.cell_type == "code":
                exec(cells.get(cell.id, cell.source), names)
        functions = [names["batchnorm_forward"], names["batchnorm_backward_fused"]]
        for seed in (1, 2):
            rng = hidden_rng(seed)
            report = checks.batchnorm_backward_fused.evaluate(functions, rng, hidden=True, points=8)
            assert report.points == 8, report
