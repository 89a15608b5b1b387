"""What one student's processes do costs the others nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from busy import SESSIONS
from tiny_course import RIGHT, TINY, WRONG, put

from autograder.course import Course
from autograder.grading.grade import Choice, grade_assignments
from autograder.running.execute import Limits

WORKS = """
import os
def work(seconds):
    end = sum(os.times()[:2]) + seconds
    while sum(os.times()[:2]) < end:
        pass
work(0.25)
"""
LIMITS = Limits(cell=1.0)


@pytest.mark.sandbox
def test_a_class_beside_55_busy_processes_gets_the_marks_of_a_quiet_run(
    class_course: Course, handed: Callable[..., dict[str, Any]]
) -> None:
    """The first ones are graded beside them and need a fourth of their limit."""
    for number in range(1, 13):
        answers = WRONG if number % 3 == 0 else RIGHT
        if number < 4:
            answers = {**answers, "double": WORKS + answers["double"]}
        put(class_course, f"s{number:02}", handed(answers))

    def marks(source: str) -> dict[str, float | None]:
        put(class_course, "s00", handed({**RIGHT, "double": f"{source}\n{RIGHT['double']}"}))
        again = Choice(again=True)
        rows = grade_assignments(class_course, [TINY], LIMITS, choice=again, workers=2)[TINY]
        return {row.student: row.score for row in rows}

    quiet, busy = marks(""), marks(f"{SESSIONS}import time\ntime.sleep(1000)")
    assert len(quiet) == 13 and set(quiet.values()) == {12.0, 20.0}
    assert (quiet.pop("s00"), busy.pop("s00")) == (20.0, 12.0), "its own exercise is lost"
    assert busy == quiet
