"""The fixture course, and a submission in it."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from datetime import datetime
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
#: Two with an address, and one whose name comes with the last word first.
ROSTER = """id,name,section,email
s1,One,A,one@x.edu
s2,Two,A,two@x.edu
s3,"Lee, Ana Maria",A,
"""
WRONG = {**RIGHT, "double": "def double(x):\n    return x"}


def put(course: Course, student: str, notebook: dict[str, Any] | bytes) -> Path:
    """Put a notebook where a collected submission is."""
    content = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    path = course.step("submitted", TINY, student) / f"{TINY}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def make_zip(path: Path | io.BytesIO, files: dict[str, bytes], at: datetime | None = None) -> None:
    """Write a zip whose members have the time ``at``, or the first that a zip can tell."""
    stamp = (at or datetime(1980, 1, 1)).timetuple()[:6]
    with zipfile.ZipFile(path, "a" if isinstance(path, Path) else "w") as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, stamp)
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)


def write_all(folder: Path, files: dict[str, bytes]) -> None:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
