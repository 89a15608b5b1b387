"""The pure job: a plan, a submission, a seed and limits in; a result out.

A job knows no folder, no gradebook and no class, and all of it goes through JSON and comes back
equal. So the same job runs in a process here, on a worker of a cluster, or in an array job.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from typing import Any

from autograder.building.plan import Extra, Plan, Step, Submission
from autograder.running.execute import CellResult, Limits, Result, execute
from course_lib.checking.outcome import Outcome
from course_lib.checking.report import Report
from course_lib.student.errors import CourseError


@dataclass(frozen=True)
class Job:
    """What a run needs beside the plan; ``seed`` is that of the hidden tests' inputs."""

    submission: Submission
    seed: int
    limits: Limits


def run_text(plan: str, job: str) -> str:
    """Run a job that was written as JSON; return its result as JSON.

    From the first job on, the linear algebra of this process has one thread: a worker has one core.
    Raises CourseError where the code cannot be confined but should be.
    """
    _one_thread()
    work = read_job(job)
    result = execute(_plan(plan), work.submission, work.limits, work.seed)
    return json.dumps(result_values(result))


@cache
def _one_thread() -> None:
    from threadpoolctl import threadpool_limits

    threadpool_limits(1)


@lru_cache(maxsize=2)
def _plan(text: str) -> Plan:
    return read_plan(text)


def write_plan(plan: Plan) -> str:
    """Return a plan as JSON."""
    return json.dumps(asdict(plan))


def read_plan(text: str) -> Plan:
    """Return the plan that ``write_plan`` wrote."""
    values = json.loads(text)
    steps = tuple(Step(**step) for step in values["steps"])
    return Plan(values["assignment"], values["release"], steps)


def write_job(job: Job) -> str:
    """Return a job as JSON."""
    return json.dumps(asdict(job))


def read_job(text: str) -> Job:
    """Return the job that ``write_job`` wrote."""
    values = json.loads(text)
    given = values["submission"]
    submission = Submission(
        given["answers"],
        {after: tuple(Extra(**e) for e in cells) for after, cells in given["extras"].items()},
        {name: tuple(outputs) for name, outputs in given["outputs"].items()},
        tuple(given["notes"]),
    )
    return Job(submission, values["seed"], Limits(**values["limits"]))


def read_answer(text: str) -> Result:
    """Return the result that a worker sent; raises CourseError when it refused the job."""
    values = json.loads(text)
    if "refused" in values:
        raise CourseError(values["refused"])
    return read_result(values)


def result_values(result: Result) -> dict[str, Any]:
    """Return a result as plain values."""
    return asdict(result)


def read_result(values: Mapping[str, Any]) -> Result:
    """Return the result that ``result_values`` gave, after it went through JSON or not."""
    cells = {key: _read_cell(cell) for key, cell in values["cells"].items()}
    return Result(**{**values, "cells": cells, "limits": tuple(values["limits"])})


def _read_cell(values: Mapping[str, Any]) -> CellResult:
    reports = tuple(_read_report(report) for report in values["reports"])
    outputs, lines = tuple(values["outputs"]), tuple(values["lines"])
    return CellResult(**{**values, "outputs": outputs, "lines": lines, "reports": reports})


def _read_report(values: Mapping[str, Any]) -> Report:
    outcomes = [
        Outcome(**{**o, "notes": tuple(o["notes"]), "of": tuple(o["of"])})
        for o in values["outcomes"]
    ]
    return Report(**{**values, "outcomes": outcomes})
