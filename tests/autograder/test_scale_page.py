"""docs/scale.md: its figures come from the benchmark, its commands are those there are."""

from __future__ import annotations

import json
import re
from pathlib import Path

from typer.main import get_command

from autograder.commands import register
from benchmarks.scale import PAGE, page, with_figures
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
