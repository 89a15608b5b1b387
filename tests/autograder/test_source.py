"""Points stand once: what the build writes from the first line of a cell, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.building.plan import Submission, make_plan
from autograder.building.source import build_source, exercises, graded_cell, read_source
from autograder.course import HOUSE, Course
from autograder.proving import bank
from autograder.release.look import look
from autograder.release.notebooks import build
from autograder.running.execute import Limits, execute
from autograder.sandbox import for_our_own
from course_lib.student.errors import CourseError

WARMUP = "00_warmup"


@pytest.fixture
def warmup(tmp_path: Path) -> Course:
    """A course with a copy of notebook 00 that a test may change."""
    path = tmp_path / "solutions" / WARMUP / f"{WARMUP}.py"
    path.parent.mkdir(parents=True)
    path.write_bytes((HOUSE / "solutions" / WARMUP / path.name).read_bytes())
    return Course.at(tmp_path)


def change(course: Course, old: str, new: str) -> None:
    path = course.source(WARMUP)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_build_writes_the_points_from_the_first_line(warmup: Course) -> None:
    change(warmup, "# %% points=16\nchecks.train", "# %% points=2.5\nchecks.train")
    source = build_source(warmup, WARMUP)
    cell = next(c for c in source.cells if c.id == "test_train_two_layer")
    assert cell.metadata.nbgrader.points == 2.5
    assert cell.source.count("points=2.5)") == 2
    assert source.metadata.course.tests[cell.id].startswith("checks.train_two_layer(train_two")
    total = sum(c.metadata.get("nbgrader", {}).get("points", 0) for c in source.cells)
    assert f"**Points: {total:g}** ({total - 20:g} by checks, 20 by hand)" in source.cells[0].source


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "checks.relu(relu_forward, relu_backward)",
            "checks.relu(relu_forward, relu_backward, points=16)",
            "cell test_relu: points stand in the first line of the cell only",
        ),
        (
            "checks.relu(relu_forward, relu_backward)",
            "points = checks.relu(relu_forward, relu_backward)\n### BEGIN HIDDEN TESTS\n"
            "points = checks.relu.hidden(relu_forward, relu_backward, points=16)\n"
            "### END HIDDEN TESTS\npoints",
            "a test is one line such as checks.relu(relu_forward, relu_backward)",
        ),
        (
            "checks.relu(relu_forward, relu_backward)",
            "checks.relu(relu_forward, relu_backward, **{'points': 16})",
            "cell test_relu: points stand in the first line",
        ),
        (
            "checks.affine(",
            "checks.relu(",
            "and a check that is used again names its test, such as # %% points=5",
        ),
    ],
)
def test_points_in_a_second_place_are_refused(
    warmup: Course, old: str, new: str, message: str
) -> None:
    change(warmup, old, new)
    with pytest.raises(CourseError, match="is not released") as error:
        build(warmup, WARMUP)
    assert message in str(error.value)


def test_a_wrong_answer_gets_its_share_of_the_cells_points(warmup: Course) -> None:
    """Three numbers once stood in this cell; the first line's counts: 4 is a third of 12."""
    change(warmup, "# %% points=16\nchecks.train", "# %% points=12\nchecks.train")
    source = build_source(warmup, WARMUP)
    plan = make_plan(WARMUP, source, source)
    answers = dict(plan.reference().answers)
    wrong = next(a for a in bank.answers(WARMUP) if a.name.endswith("wrong/b1_fixed.py"))
    answers["train_two_layer"] = wrong.source
    result = execute(plan, Submission(answers), Limits(protection=for_our_own()))
    assert result.cells["test_train_two_layer"].points == 4.0


def test_a_check_used_again_says_its_name(warmup: Course) -> None:
    change(
        warmup,
        "checks.relu(relu_forward, relu_backward)",
        "checks.relu(relu_forward, relu_backward)\n\n"
        '# %% points=1 grade_id="test_relu_again"\nchecks.relu(relu_forward, relu_backward)',
    )
    problems = look(read_source(warmup.source(WARMUP)))
    assert problems == ["exercise relu: it has 2 tests, expected one"]


def test_the_hidden_part_is_for_nbgrader_alone() -> None:
    assert graded_cell("checks.relu(f, g)", 12) == (
        "points = checks.relu(f, g, points=12)\n### BEGIN HIDDEN TESTS\n"
        "points = checks.relu.hidden(f, g, points=12)\n### END HIDDEN TESTS\npoints"
    )


def test_a_check_without_points_shows_shares(capsys: pytest.CaptureFixture[str]) -> None:
    from course_lib.lessons.warmup import checks

    assert checks.relative_error(lambda a, b: 0.0) < 1.0
    assert "relative_error: " in capsys.readouterr().out


@pytest.mark.parametrize("notebook", Course.at(HOUSE).assignments)
def test_the_shipped_notebooks_give_80_points_by_checks_and_20_by_hand(notebook: str) -> None:
    """An instructor who takes an exercise out has totals of his own."""
    course = Course.at(HOUSE)
    taken_out = set(bank.exercises(notebook)) - set(exercises(read_source(course.source(notebook))))
    first = build_source(course, notebook).cells[0].source
    assert "**Points: 100** (80 by checks, 20 by hand)" in first or taken_out
