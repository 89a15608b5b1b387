"""What became of one submission, kept as a file beside the gradebook.

The gradebook has no place for "failed": there a submission that could not be read is a plain 0.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.building.plan import LARGEST, Plan, Submission, SubmissionError, read_submission
from autograder.building.seed import submission_seed
from autograder.course import Course
from autograder.running.execute import Limits, Result, execute
from course_lib.student.workspace import write_atomically


@dataclass(frozen=True)
class Run:
    """A submission that was run; without a ``result`` it failed, for the ``reason`` given.

    ``starved`` tells that it might do better on an idle machine, ``notes`` how it was run.
    """

    digest: str
    submission: Submission | None = None
    result: Result | None = None
    reason: str = ""
    starved: bool = False
    notes: tuple[str, ...] = ()


def run_submission(plan: Plan, path: Path, key: bytes, limits: Limits | None = None) -> Run:
    """Read and run the notebook at ``path``; whatever is wrong with it is told in the result.

    Hidden tests draw their inputs from a seed of the submission; ``key`` is the assignment's.
    """
    try:
        content = read_file(path)
    except SubmissionError as error:
        return Run("", reason=str(error))
    digest = hashlib.sha256(content).hexdigest()
    try:
        submission = read_submission(content, plan)
    except SubmissionError as error:
        return Run(digest, reason=str(error))
    result = execute(plan, submission, limits, submission_seed(key, plan, submission))
    if result.failure:
        return Run(digest, submission, reason=result.failure, starved=result.starved)
    return Run(digest, submission, result, starved=result.starved)


def read_file(path: Path) -> bytes:
    """Return what was handed in; raises SubmissionError for a link, a pipe or a file too large."""
    try:
        # A link could show its owner somebody else's work: nbgrader copies what is beside it too.
        if path.is_symlink() or path.parent.is_symlink():
            raise SubmissionError("the file is a link to another one")
        for folder, folders, files in os.walk(path.parent):
            for name in (*folders, *files):
                if os.path.islink(os.path.join(folder, name)):
                    raise SubmissionError(f"it holds a link: {name!r}")
        # Opening a pipe would wait for its other end.
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise SubmissionError(f"{path.name} is not a file")
        if state.st_size > LARGEST:
            raise SubmissionError(f"the file is larger than {LARGEST // 1_000_000} MB")
        return path.read_bytes()
    except FileNotFoundError:
        raise SubmissionError(f"there is no {path.name} in the submission") from None
    except OSError as error:
        raise SubmissionError(f"the file cannot be read: {error.strerror}") from None


def digest_of(path: Path) -> str:
    """Return the hash of a submitted file as it is in ``Run.digest``; "" if it cannot be read."""
    try:
        return hashlib.sha256(read_file(path)).hexdigest()
    except SubmissionError:
        return ""


def write_record(course: Course, plan: Plan, student: str, run: Run) -> None:
    """Write what became of a submission to results/<assignment>/<student>.json."""
    tests = {
        step.id: {
            "points": run.result.cells[step.id].points,
            "max": step.points,
            "outcome": run.result.cells[step.id].outcome,
            "reason": run.result.cells[step.id].reason,
        }
        for step in plan.steps
        if step.kind == "test" and run.result is not None
    }
    record = {
        "state": "graded" if run.result is not None else "failed",
        "reason": run.reason,
        "submission": run.digest,
        "release": plan.release,
        "sandbox": run.result.protection if run.result is not None else "",
        "notes": [*(run.submission.notes if run.submission else ()), *run.notes],
        "tests": tests,
    }
    path = _folder(course, plan.assignment) / f"{student}.json"
    write_atomically(path, (json.dumps(record, indent=1) + "\n").encode())


def read_records(course: Course, assignment: str) -> dict[str, dict[str, Any]]:
    """Return the records of an assignment by student."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(_folder(course, assignment).glob("*.json"))
    }


def _folder(course: Course, assignment: str) -> Path:
    return course.grading / "results" / assignment
