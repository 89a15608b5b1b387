"""Test cells in the grader's process: the points are the cell's, whatever a test says."""

import numpy as np
import pytest

from autograder.building.plan import Step
from autograder.running.marking import Marker

SETUP = "from course_lib.lessons.warmup import checks"
CHECK = "checks.relative_error(relative_error)"


def without_floor(a, b):
    """An answer that is right but where both are 0."""
    return np.max(np.abs(a - b) / (np.abs(a) + np.abs(b)))


def step(source: str, points: float, check: str = "") -> Step:
    return Step("test_it", "test", "code", source, source, {"nbgrader": {"points": points}}, check)


def mark(test: Step):
    return Marker(SETUP, seed=1).mark(test, {"relative_error": without_floor})


def test_a_check_gets_the_points_of_its_cell():
    shares = {points: mark(step("", points, CHECK)).points / points for points in (4, 8, 12)}
    assert 0 < shares[4] < 1
    assert shares[8] == pytest.approx(shares[4], abs=0.01)
    assert shares[12] == pytest.approx(shares[4], abs=0.01)


@pytest.mark.parametrize("call", ["points=16", "points=1e6", "points=0"])
def test_other_points_in_the_call_mean_nothing(call):
    """What once gave a wrong answer full marks: 16 points in a cell of 12."""
    written = CHECK.replace(")", f", {call})")
    assert mark(step("", 12, written)).points == mark(step("", 12, CHECK)).points < 12


def test_a_check_is_run_once_and_on_hidden_inputs():
    marked = mark(step("", 12, CHECK))
    assert [(r.hidden, r.max_points) for r in marked.reports] == [(True, 12)]


@pytest.mark.parametrize(
    ("source", "points"),
    [
        ("assert relative_error(1.0, 1.0) == 0.0", 12.0),
        ("0.25", 3.0),
        ("relative_error(1.0, 3.0)", 6.0),
        ("None", 12.0),
        ("'text'", 12.0),
    ],
)
def test_plain_assertions_earn_all_or_the_share_that_they_end_with(source, points):
    marked = mark(step(source, 12))
    assert (marked.points, marked.reason) == (points, "")


@pytest.mark.parametrize("value", ["12", "-0.5", "1.01", "float('nan')", "float('inf')"])
def test_what_is_not_a_share_is_an_error_and_never_clipped(value):
    marked = mark(step(value, 12))
    assert marked.points == 0.0
    assert "expected a share from 0 to 1" in marked.reason


def test_every_table_of_a_cell_is_kept_in_its_order():
    both = f"first = {CHECK}\nsecond = checks.centre(relative_error)\n1.0"
    marked = mark(step(both, 12))
    assert [r.exercise for r in marked.reports] == ["relative_error", "centre"]
    assert marked.points == 12.0


def test_what_is_not_a_check_is_told():
    marked = mark(step("", 12, "checks.tour(relative_error)"))
    assert (marked.points, marked.reason) == (0.0, "TypeError: checks.tour is not a check")
