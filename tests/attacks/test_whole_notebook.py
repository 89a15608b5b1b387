"""A whole notebook of the course, every answer right, with a hostile cell above its first one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from attack_kit import ROOT
from busy import SESSIONS

from autograder.building.build import make_release
from autograder.building.plan import Extra, Plan, Submission, make_plan
from autograder.building.source import build_source
from autograder.course import Course
from autograder.running.execute import Limits, Result, execute

pytestmark = pytest.mark.sandbox
NAME = "00_warmup"
#: Processor time, of which right answers take a tenth at most; to wait costs nothing.
LIMITS = Limits(cell=2.0, patience=100.0)
#: Whether it loses points by it: who takes a library away has broken work, and the grade says so.
#: What never returns is ended with all its processes when its own time is up.
HOSTILE = {
    "import sys\nsys.modules['numpy'] = None": True,
    "import os\nos._exit(0)": False,
    f"{SESSIONS}while True:\n    pass": False,
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    course = Course.at(ROOT)
    source = build_source(course, NAME)
    return make_plan(NAME, source, make_release(course, NAME, source))


def graded(plan: Plan, cell: str, limits: Limits) -> Result:
    answers = {step.id: step.source for step in plan.steps if step.answered}
    return execute(plan, Submission(answers, {"": (Extra("code", cell),)}), limits)


@pytest.mark.parametrize("cell", HOSTILE, ids=["no library", "no process", "busy for ever"])
def test_it_is_graded_and_harms_nobody(plan: Plan, cell: str) -> None:
    hostile = graded(plan, cell, LIMITS)
    assert (hostile.failure, hostile.starved) == ("", False)
    assert (hostile.points < plan.automatic) is HOSTILE[cell]


def test_busy_processes_spend_the_time_of_whoever_started_them(plan: Plan) -> None:
    """How far it comes depends on the machine; what it got to is worth all its points."""
    hostile = graded(plan, SESSIONS, replace(LIMITS, restarts=0))
    assert (hostile.failure, hostile.starved) == ("", False)
    ends = [cell.outcome for cell in hostile.cells.values() if cell.outcome != "ok"]
    assert ends == (["timeout"] + ["not run"] * len(ends))[: len(ends)]
    for step in plan.steps:
        if step.kind == "test":
            cell = hostile.cells[step.id]
            assert cell.points == (step.points if cell.outcome == "ok" else 0.0)
    assert graded(plan, "", LIMITS).points == plan.automatic
