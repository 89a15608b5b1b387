"""A whole notebook of the course, every answer right, with a hostile cell above its first one."""

from __future__ import annotations

import pytest
from attack_kit import ROOT
from busy import SESSIONS

from autograder.building.build import make_release
from autograder.building.plan import Extra, Plan, Submission, make_plan
from autograder.building.source import build_source
from autograder.course import Course
from autograder.running.execute import Limits, execute

pytestmark = pytest.mark.sandbox
NAME = "00_warmup"
LIMITS = Limits(cell=5.0, patience=100.0)
#: Whether it loses points by it: who takes a library away has broken work, and the grade says so.
#: Busy processes spend the time of whoever started them; None: how much is left depends on the
#: machine, and only that it is graded is known.
HOSTILE = {
    "import sys\nsys.modules['numpy'] = None": True,
    "import os\nos._exit(0)": False,
    SESSIONS: None,
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    course = Course.at(ROOT)
    source = build_source(course, NAME)
    return make_plan(NAME, source, make_release(course, NAME, source))


@pytest.mark.parametrize("cell", HOSTILE, ids=["no library", "no process", "busy"])
def test_it_is_graded_and_harms_nobody(plan: Plan, cell: str) -> None:
    answers = {step.id: step.source for step in plan.steps if step.answered}
    hostile = execute(plan, Submission(answers, {"": (Extra("code", cell),)}), LIMITS)
    assert hostile.failure == ""
    if HOSTILE[cell] is not None:
        assert (hostile.points < plan.automatic) is HOSTILE[cell]
