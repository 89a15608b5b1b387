"""The zip that Gradescope takes as an autograder: an assignment's plan and key, the course's code.

It holds no secret of the course, no gradebook, no student and no other notebook. The key is derived
from the secret for this assignment alone; with it the hidden inputs are those that grading at home
draws, so that the platform's export gives the same marks when it is collected and graded here.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from autograder.building.plan import Plan
from autograder.building.seed import assignment_key
from autograder.course import HOUSE, Course
from autograder.running.job import write_plan
from autograder.sandbox import Confinement
from course_lib.student.workspace import write_atomically

PLAN, KEY, SETTINGS = "plan.json", "key", "settings.json"
_PARTS = ("course_lib", "autograder")

SETUP = """#!/usr/bin/env bash
# Runs once, when the platform builds the image.
set -e
apt-get update
apt-get install -y bubblewrap python3 python3-venv
python3 -m venv /autograder/venv
/autograder/venv/bin/pip install --quiet -e '/autograder/source/house[instructor]'
chmod -R go-rwx /autograder/source/plan.json /autograder/source/key
"""
RUN = """#!/usr/bin/env bash
# Runs once for each submission.
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
cd /
exec /autograder/venv/bin/python -m autograder.gradescope.run /autograder
"""


def make_package(course: Course, plan: Plan, without: Confinement | None = None) -> Path:
    """Write dist/gradescope-NN.zip and return its path.

    ``without`` names what it grades in where the platform's machine has no namespaces; there it
    grades nothing if that is None.
    """
    files = {
        "setup.sh": SETUP.encode(),
        "run_autograder": RUN.encode(),
        PLAN: write_plan(plan).encode(),
        KEY: assignment_key(course, plan.assignment).hex().encode(),
        SETTINGS: json.dumps({"without": without}).encode(),
        **{f"house/{name}": content for name, content in _house(plan.assignment).items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name)
            program = name in ("setup.sh", "run_autograder")
            member.external_attr = (0o755 if program else 0o644) << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    target = course.root / "dist" / f"gradescope-{plan.assignment[:2]}.zip"
    write_atomically(target, buffer.getvalue())
    return target


def _house(assignment: str) -> dict[str, bytes]:
    """Return the course's code, which has no answers, and this lesson's settings."""
    topic = assignment.partition("_")[2]
    names = [path for part in _PARTS for path in sorted((HOUSE / part).rglob("*"))]
    lesson = HOUSE / "solutions" / assignment / "lesson.toml"
    found = {}
    for path in [*names, *(HOUSE / n for n in ("LICENSE", "LICENSE-CONTENT", "README.md")), lesson]:
        inside = path.relative_to(HOUSE)
        lessons = inside.parts[:2] == ("course_lib", "lessons") and len(inside.parts) > 3
        other = lessons and inside.parts[2] != topic
        if path.is_file() and "__pycache__" not in path.parts and not other:
            found[inside.as_posix()] = path.read_bytes()
    found["pyproject.toml"] = (HOUSE / "pyproject.toml").read_bytes()
    return found
