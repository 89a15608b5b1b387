"""The fixture course, and a submission in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from autograder.course import Course

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
TINY = "90_tiny"


def new_course(folder: Path) -> Course:
    shutil.copytree(FIXTURES / "solutions", folder / "solutions")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return Course.at(folder)


RIGHT = {
    "predict_double": 'prediction_double = predict("A")',
    "double": "def double(x):\n    return x + x",
    "halve": "def halve(x):\n    return x * 0.5",
    "explain_halve": "It undoes doubling: 3 became 1.5 in my run.",
}


def put(course: Course, student: str, notebook: dict[str, Any] | bytes) -> Path:
    """Put a notebook where a collected submission is."""
    content = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    path = course.step("submitted", TINY, student) / f"{TINY}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
