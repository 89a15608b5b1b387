"""What Gradescope runs for each submission: one job, and its result in the platform's form.

Nothing here knows the course. The plan, the assignment's key and the submission go in,
results/results.json comes out; it is written after the student's processes have ended.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.building.plan import Plan, Submission, SubmissionError, read_submission
from autograder.building.seed import submission_seed
from autograder.gradescope.package import KEY, PLAN, SETTINGS
from autograder.running.execute import CellResult, Limits, Result, close_all, execute
from autograder.running.job import read_plan
from autograder.sandbox import Confinement, can_confine
from course_lib.checking.outcome import Outcome
from course_lib.student.workspace import write_atomically

#: The platform's own limit is ten minutes for everything, unless it is raised there.
LIMITS = Limits(cell=60.0, submission=300.0, wall=540.0)
CONFINED = (
    "Student code ran in a sandbox (bubblewrap) without network, away from the tests, the key and "
    "these results."
)
WEAK = (
    "Student code ran in the weak jail: as a user of its own, without network, and without a way "
    "to read the tests, the key and these results. It could see the names of files."
)
BARE = (
    "Student code was NOT confined on this machine: it could have read the tests and the key. "
    "Before these marks count, grade the platform's export at home."
)
PROMISES: dict[Confinement, str] = {"bubblewrap": CONFINED, "weak": WEAK, "none": BARE}


def grade(root: Path) -> dict[str, Any]:
    """Return what goes into results.json for the submission below ``root``."""
    source = root / "source"
    plan = read_plan((source / PLAN).read_text(encoding="utf-8"))
    key = bytes.fromhex((source / KEY).read_text(encoding="ascii"))
    settings = json.loads((source / SETTINGS).read_text(encoding="utf-8"))
    protection: Confinement | None = "bubblewrap" if can_confine() else settings["without"]
    if protection is None:
        return _failed(
            "this machine cannot confine student code, so nothing was run. Your file is kept and "
            "is graded elsewhere"
        )
    try:
        submission = read_submission(_handed_in(root / "submission", plan), plan)
    except SubmissionError as error:
        return _failed(str(error))
    limits = Limits(LIMITS.cell, LIMITS.submission, wall=LIMITS.wall, protection=protection)
    result = execute(plan, submission, limits, submission_seed(key, plan, submission))
    close_all()
    if result.failure:
        return _failed(result.failure)
    return _graded(plan, submission, result, PROMISES[protection])


def _handed_in(folder: Path, plan: Plan) -> bytes:
    """Return the notebook that was handed in; raises SubmissionError when it is not clear which."""
    found = [p for p in sorted(folder.rglob("*.ipynb")) if ".ipynb_checkpoints" not in p.parts]
    found = [p for p in found if p.is_file() and not p.is_symlink()]
    named = [p for p in found if p.name.startswith(plan.assignment)]
    chosen = named if len(named) == 1 else found
    if len(chosen) != 1:
        names = ", ".join(p.name for p in found) or "none"
        raise SubmissionError(f"hand in the one notebook {plan.assignment}.ipynb; found: {names}")
    return chosen[0].read_bytes()


def _failed(reason: str) -> dict[str, Any]:
    return {
        "score": 0.0,
        "output": f"This could not be graded, and is no verdict on your answers: {reason}.",
        "stdout_visibility": "hidden",
        "extra_data": {"state": "failed", "reason": reason},
    }


def _graded(plan: Plan, submission: Submission, result: Result, promise: str) -> dict[str, Any]:
    tests = [
        entry
        for step in plan.steps
        if step.kind == "test" and step.points
        for entry in _entries(step.id.removeprefix("test_"), step.points, result.cells[step.id])
    ]
    notes = "".join(f"\nNote: {note}." for note in submission.notes)
    by_hand = f"\n{plan.by_hand:g} more points are given by a person." if plan.by_hand else ""
    return {
        "score": result.points,
        "output": f"{promise}{notes}{by_hand}",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {"state": "graded", "release": plan.release, "sandbox": result.protection},
    }


def _entries(name: str, points: float, cell: CellResult) -> Iterator[dict[str, Any]]:
    """Yield the points of an exercise, and each property with what it says.

    A guard reduces what others earned: properties have a verdict, the exercise has the points.
    """
    yield {
        "name": name,
        "score": cell.points or 0.0,
        "max_score": points,
        "output": cell.reason,
        "visibility": "after_published",
    }
    for report in cell.reports:
        for outcome in report.outcomes:
            yield {
                "name": f"{name}: {outcome.name}",
                "status": "passed" if outcome.passed else "failed",
                "output": _words(outcome),
                "visibility": "after_published" if report.hidden else "visible",
            }


def _words(outcome: Outcome) -> str:
    if outcome.passed:
        return ""
    if outcome.unwritten:
        return "not written yet"
    return "\n".join(filter(None, (outcome.symptom, outcome.cause)))


def main(root: Path) -> None:
    """Grade and write results/results.json, whatever happens."""
    try:
        found = grade(root)
    except Exception as error:
        found = _failed(f"the grader itself failed: {type(error).__name__}: {error}")
    text = json.dumps(found, indent=1)
    write_atomically(root / "results" / "results.json", text.encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
