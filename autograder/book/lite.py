"""JupyterLite beside the book: the student's notebooks in a browser, with the course's wheel.

Python itself comes from the address in docs/lite/jupyter-lite.json, the one place that names it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.course import HOUSE, Course
from autograder.release.front_ends import for_front_ends
from autograder.release.package import package_files
from course_lib.student.errors import CourseError
from course_lib.student.workspace import write_atomically

PACKAGE = "getting-neural-nets-to-train"
#: What a student's page has: sliders, and Python. The instructor's buttons stay at home.
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@jupyterlite/pyodide-kernel-extension")
_BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"


def build_lite(course: Course, assignments: list[str], target: Path) -> None:
    """Write JupyterLite with these notebooks into the folder ``target``.

    Raises CourseError with the tool's words when it fails.
    """
    target = target.resolve()
    with tempfile.TemporaryDirectory(prefix=".lite-", dir=target.parent) as scratch:
        folder = Path(scratch)
        wheel = build_wheel(folder)
        for name in assignments:
            content = for_front_ends(course, name, PACKAGE)
            write_atomically(folder / "contents" / f"{name}.ipynb", content)
        shutil.copy(HOUSE / "docs" / "lite" / "jupyter-lite.json", folder)
        shared = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
        extensions = [f"--LiteBuildConfig.federated_extensions={shared / e}" for e in EXTENSIONS]
        _run(
            folder,
            *("-m", "jupyterlite_core.app", "build", "--ignore-sys-prefix", *extensions),
            *("--contents", "contents", "--piplite-wheels", str(wheel), "--apps", "lab"),
            *("--no-sourcemaps", "--no-unused-shared-packages", "--output-dir", str(target)),
        )


def build_wheel(folder: Path) -> Path:
    """Build the wheel of the student's package below ``folder`` and return its path."""
    package, made = folder / "package", folder / "wheels"
    for name, content in package_files().items():
        write_atomically(package / name, content)
    made.mkdir()
    _run(package, "-c", _BUILD, str(made))
    (wheel,) = made.glob("*.whl")
    return wheel


def _run(folder: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        words = "\n".join((done.stderr or done.stdout).strip().splitlines()[-20:])
        raise CourseError(f"The notebooks for the browser were not built.\n{words}")
