"""Test cells in the grader's process: which of their statements are run."""

import pytest

from autograder.running.marking import Marker
from course_lib.checking.core import Exercise

SETUP = "from course_lib.lessons.warmup import checks"
VISIBLE = "points = checks.relative_error(relative_error, points=8)\n"
HIDDEN = "points = checks.relative_error.hidden(relative_error, points=8)\n"


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        (VISIBLE + HIDDEN + "points", [True]),
        (VISIBLE + "points", [False]),
        (VISIBLE + "half = points\n" + HIDDEN + "points", [False, True]),
        (VISIBLE + "points = points + " + HIDDEN[9:] + "points", [False, True]),
        (VISIBLE.replace("points =", "first =") + HIDDEN + "points", [False, True]),
        ("points = relative_error(1.0, 2.0)\n" + HIDDEN + "points", [True]),
    ],
)
def test_a_check_whose_points_are_replaced_is_not_run(monkeypatch, source, runs):
    found, calls = [], []
    evaluate = Exercise.evaluate

    def watched(self, functions, rng, hidden=False, points=1.0):
        found.append(hidden)
        return evaluate(self, functions, rng, hidden, points)

    def relative_error(a, b):
        calls.append(a)
        return 0.0

    monkeypatch.setattr(Exercise, "evaluate", watched)
    mark = Marker(SETUP, seed=1).mark(source, {"relative_error": relative_error}, 8.0)
    assert found == runs
    assert mark.report is not None and mark.report.points < 8.0
    if source.startswith("points = relative_error("):
        assert calls[0] == 1.0  # what is no check may have failed the test: it stays
