"""``course check``: the quick things first, and all that is wrong at once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from autograder.building.source import read_source
from autograder.commands import register
from autograder.course import HOUSE, Course
from autograder.proving import bank
from autograder.proving.exercise_check import Part, check, find
from autograder.release.look import look
from course_lib.checking.core import Exercise, hidden_rng
from course_lib.checking.report import Report
from course_lib.lessons.warmup import checks as warmup
from course_lib.student.cli import app
from course_lib.student.errors import CourseError

register(app)
WARMUP = "00_warmup"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with a copy of notebook 00 that a test may change."""
    path = tmp_path / "solutions" / WARMUP / f"{WARMUP}.py"
    path.parent.mkdir(parents=True)
    path.write_bytes((HOUSE / "solutions" / WARMUP / path.name).read_bytes())
    return Course.at(tmp_path)


def change(course: Course, old: str, new: str) -> None:
    path = course.source(WARMUP)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def parts(course: Course, exercise: str = "relative_error") -> dict[str, Part]:
    return {part.title: part for part in check(course, WARMUP, exercise)}


def cells(course: Course) -> Part:
    """The second part alone: answers and mutants cost most."""
    return list(islice(check(course, WARMUP, "relative_error"), 2))[1]


def test_what_is_right_is_right_in_all_five_parts(course: Course) -> None:
    done = parts(course)
    assert list(done) == ["source", "cells", "answers", "seeds", "sentences"]
    assert not [problem for part in done.values() for problem in part.problems]
    assert "accepted" in done["answers"].found and "mutants" in done["answers"].found


def test_who_loses_under_a_seed_is_named_with_it(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluate = Exercise.evaluate
    unkind = hidden_rng(17).bit_generator.state

    def fails_once(self: Exercise, functions: Any, rng: Any, *args: Any, **options: Any) -> Report:
        bad = rng.bit_generator.state == unkind
        report = evaluate(self, functions, rng, *args, **options)
        failed = [replace(o, passed=not bad, symptom="unkind") for o in report.outcomes]
        return replace(report, outcomes=failed) if bad else report

    monkeypatch.setattr(Exercise, "evaluate", fails_once)
    done = parts(course)
    (told,) = done["cells"].problems
    assert "the reference loses points in the hidden check under seed 17" in told
    assert done["seeds"].problems and not done["answers"].problems
    assert all("accepted/" in one and "under seed 17: " in one for one in done["seeds"].problems)


def test_all_that_is_wrong_is_told_at_once(course: Course) -> None:
    change(course, "# **Points: {points}**", "# **Points: 100**")
    change(
        course, "checks.relu(relu_forward, relu_backward)", "checks.relu(relu_forward, points=3)"
    )
    change(course, "np.maximum(1e-8, np.abs(a) + np.abs(b))", "(1e-8 + np.abs(a) + np.abs(b))")
    change(course, "### END SOLUTION", "### END")
    done = parts(course)
    source = "\n".join(done["source"].problems)
    for words in ("exactly one line **Points", "cell test_relu: points stand in", "needs its END"):
        assert words in source
    assert (
        done["cells"]
        .problems[0]
        .startswith("exercise relative_error: the reference loses points in the visible check: ")
    )
    # The answers of the bank are as right as before, and were judged all the same.
    assert done["answers"].problems == []


def test_a_test_with_other_functions_than_its_check_takes(course: Course) -> None:
    change(course, "checks.relative_error(relative_error)", "checks.relative_error(relu_forward)")
    assert parts(course)["cells"].problems == [
        "exercise relative_error: its check takes relative_error, the test gives relu_forward"
    ]


def test_an_exercise_without_a_check_is_told(course: Course) -> None:
    change(course, "checks.relative_error(relative_error)", "checks.relativ_error(relative_error)")
    generator = check(course, WARMUP, "relativ_error")
    next(generator)
    assert next(generator).problems == [
        "exercise relativ_error: the lesson's checks/__init__.py has no check of this name"
    ]
    assert [part.found for part in generator] == ["nothing to prove without its check"]


def test_checks_that_cannot_be_imported_are_one_sentence(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str) -> None:
        raise SyntaxError("expected ':' (gelu.py, line 23)")

    monkeypatch.setattr(bank, "importlib", SimpleNamespace(import_module=broken))
    change(course, "lessons.warmup import checks", "lessons.warmup import checkz as checks")
    done = parts(course)
    assert list(done) == ["source", "cells", "answers"]
    (failed,) = done["cells"].problems
    assert failed.startswith("cell setup: fails: ImportError: cannot import name 'checkz'")
    assert done["answers"].problems == [
        "The checks of 00_warmup cannot be imported: SyntaxError: expected ':' (gelu.py, line 23). "
        "Correct that first."
    ]


def test_an_answer_outside_of_its_markers_is_told(course: Course) -> None:
    """Its cell has another region, so only a run of the stubs shows what students would get."""
    text = course.source(WARMUP).read_text(encoding="utf-8")
    cell = text[text.index('# %% answer="relative_error"') :]
    bare = cell.replace("    ### BEGIN SOLUTION\n", "", 1).replace("    ### END SOLUTION\n", "", 1)
    rest = "\n\ndef other():\n    ### BEGIN SOLUTION\n    pass\n    ### END SOLUTION\n\n\n# %% "
    change(course, cell, bare.replace("\n\n\n# %% ", rest, 1))
    (told,) = cells(course).problems
    assert told.startswith("exercise relative_error: an unanswered notebook earns 100%: every")


def test_a_check_under_the_name_of_another_is_told(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warmup.relative_error, "name", "relu")
    assert cells(course).problems == [
        "exercise relative_error: its check says Exercise('relu', ...), "
        "write Exercise('relative_error', ...)"
    ]


def test_the_source_is_looked_at_without_nbgrader(course: Course) -> None:
    """What makes the first answer quick: nothing heavy is imported for it, nothing is run."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from autograder.course import Course\n"
        "from autograder.proving.exercise_check import check\n"
        f"part = next(check(Course.at(Path({str(course.root)!r})), {WARMUP!r}))\n"
        "heavy = ('nbgrader.', 'matplotlib', 'nbconvert', 'pebble')\n"
        "print(part.title, [m for m in sys.modules if m.startswith(heavy)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=HOUSE, env=os.environ
    )
    assert done.stdout == "source []\n", done.stdout + done.stderr


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("00", (WARMUP, None)),
        ("00/relu", (WARMUP, "relu")),
        (f"{WARMUP}/affine", (WARMUP, "affine")),
    ],
)
def test_names(course: Course, wanted: str, found: tuple[str, str | None]) -> None:
    assert find(course, wanted) == found


def test_an_unknown_exercise_is_one_sentence(course: Course) -> None:
    with pytest.raises(CourseError, match=r"no exercise 'gelu' in 00_warmup. Choose one"):
        find(course, "00/gelu")


@pytest.mark.parametrize("line", ["# %%", "# %% points=eight"])
def test_a_test_cell_without_points_that_can_be_read_is_told(course: Course, line: str) -> None:
    change(course, "# %% points=8\nchecks.relative_error", f"{line}\nchecks.relative_error")
    with pytest.raises(CourseError, match="'relative_error' in 00_warmup has no points that can"):
        find(course, "00/relative_error")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("# %% points=12", "# %% points=twelve", "first line cannot be read: points=twelve."),
        ('answer="relu_backward"', 'answer="relu_forward"', "Every answer needs a name of its"),
        ("return np.maximum(0, x), x", "return np.maximum(0, x, x", "cell relu_forward: '(' was "),
    ],
)
def test_a_slip_in_the_source_is_named(course: Course, old: str, new: str, told: str) -> None:
    change(course, old, new)
    problems = next(check(course, WARMUP)).problems
    assert any(told in one for one in problems)
    assert not any("no cell defines `relu_forward`" in one for one in problems)


def test_the_first_cells_of_a_new_lesson_are_as_they_must_be(tmp_path: Path) -> None:
    page = (HOUSE / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"(    # %% \[markdown\]\n    # # 13 .*?)\n\n\S", page, re.DOTALL)
    (source := tmp_path / "13_topic.py").write_text(dedent(text) + "\n")
    notebook = read_source(source)
    assert [cell.cell_type for cell in notebook.cells] == ["markdown", "code"]
    assert look(notebook) == []


def test_the_command_ends_with_1_when_something_is_wrong(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(course, "# %% points=8\nchecks.relative_error", "# %% points=-8\nchecks.relative_error")
    (course.root / "nbgrader_config.py").touch()
    monkeypatch.chdir(course.root)
    done = CliRunner().invoke(app, ["check", "00/relative_error"])
    assert done.exit_code == 1
    assert "source  1 to correct" in done.stdout
    assert "cell test_relative_error: points=-8, expected a number from 0" in done.stdout
    assert "answers  ok" in done.stdout
