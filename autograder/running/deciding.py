"""What decides marks, as one digest: another one makes the marks that are there old ones."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from autograder.building.plan import Plan
from autograder.building.withhold import graded_functions
from autograder.course import HOUSE

#: The files of the two packages that a mark comes from, beside the lesson's own checks.
EXECUTOR = (
    "course_lib/notebook.py",
    "course_lib/checking/*.py",
    "course_lib/engine/*.py",
    "autograder/building/plan.py",
    "autograder/building/withhold.py",
    "autograder/running/*.py",
    "autograder/sandbox/*.py",
)


def digest_of_plan(plan: Plan) -> str:
    """Return the digest of what decides the marks of a plan: code cells, points, checks, executor.

    Prose is not among it: a corrected sentence leaves every mark as it is. Nor are experiments,
    which are not run, and of the reference answers only which functions they define.
    """
    cells = [
        (step.id, step.kind, step.points, step.check, step.stub if step.answered else step.source)
        for step in plan.steps
        if step.cell_type == "code" and step.kind != "experiment"
    ]
    lesson = plan.assignment.partition("_")[2]
    code = _files(*EXECUTOR, f"course_lib/lessons/{lesson}/checks/*.py")
    whole = [plan.assignment, cells, graded_functions(plan), code]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


@cache
def _files(*patterns: str) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in HOUSE.glob(pattern)):
        # The end of a line may differ between two machines with the same version.
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(HOUSE).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()
