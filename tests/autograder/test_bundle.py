"""The zip for students: what is in it, that it works alone, and that it overwrites nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from nbformat import NotebookNode
from tiny_course import ROOT, TINY
from typer.testing import CliRunner

from autograder.building.build import to_bytes
from autograder.commands import register
from autograder.course import Course
from autograder.release import notebooks as release_module
from autograder.release.bundle import make_bundle
from autograder.release.check import Timing
from autograder.release.package import student_environment, student_project
from course_lib.student.cli import app
from course_lib.student.lab import unpack
from course_lib.student.workspace import write_atomically

register(app)
WHOLE = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT = WHOLE["project"]


def bundle(course: Course, release: NotebookNode, release_id: str = "") -> Path:
    notebook = json.loads(to_bytes(release))
    notebook["metadata"]["course"]["release"] = release_id or release.metadata.course.release
    path = course.step("release", TINY) / f"{TINY}.ipynb"
    write_atomically(path, json.dumps(notebook).encode())
    return make_bundle(course, [TINY])


def unzip(archive: Path, folder: Path) -> Path:
    subprocess.run(["unzip", "-q", "-o", archive, "-d", folder], check=True)
    return folder / "neural-nets"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the bundle's own `course`, whatever course_lib is installed."""
    start = (
        "import importlib.metadata as m; m.entry_points = lambda **k: ();"
        "import course_lib.student.cli as cli; print(cli.__file__); cli.main()"
    )
    return subprocess.run(
        [sys.executable, "-c", start, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(folder)},
    )


def test_nothing_of_the_instructor_is_in_it(course: Course, release: NotebookNode) -> None:
    path = bundle(course, release)
    assert path == course.root / "dist" / "neural-nets-90.zip"
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        texts = b"".join(archive.read(name) for name in names if "course_lib" not in name)
    assert {name.split("/")[1] for name in names} == {
        "LICENSE",
        "LICENSE-CONTENT",
        "Makefile",
        "README.md",
        "course_lib",
        "environment.yml",
        "pyproject.toml",
        "release",
    }
    assert "neural-nets/course_lib/py.typed" in names
    assert not [n for n in names if "__pycache__" in n or "autograder" in n or "solutions" in n]
    for secret in (b"autograder", b"nbgrader>=", b"BEGIN ", b"hidden", b"instructor"):
        assert secret not in texts


def test_the_set_up_files_are_those_of_the_repository() -> None:
    mine = tomllib.loads(student_project(WHOLE))
    for key in ("name", "version", "requires-python", "dependencies", "license-files"):
        assert mine["project"][key] == PROJECT[key]
    assert mine["project"]["scripts"] == {"course": "course_lib.student.cli:main"}
    assert "entry-points" not in mine["project"]
    assert mine["tool"]["setuptools"]["packages"]["find"]["include"] == ["course_lib*"]
    environment: dict[str, Any] = yaml.safe_load(
        student_environment(PROJECT, (ROOT / "environment.yml").read_text())
    )
    conda = [d for d in environment["dependencies"] if isinstance(d, str)]
    python, *others = conda
    assert python.startswith("python" + PROJECT["requires-python"] + ",<")
    extras = PROJECT["optional-dependencies"]
    assert others == ["pip", *PROJECT["dependencies"], *extras["lab"]]
    assert mine["project"]["optional-dependencies"] == {"lab": extras["lab"]}


def test_its_makefile_sets_up_and_starts_lab(course: Course, release: NotebookNode) -> None:
    folder = unzip(bundle(course, release), course.root / "student")
    done = subprocess.run(
        ["make", "--no-print-directory", "-n", "lab"], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "-m venv .venv" in done.stdout
    assert "pip install --quiet --disable-pip-version-check -e '.[lab]'" in done.stdout
    assert done.stdout.rstrip().endswith(".venv/bin/course lab")


def test_a_later_bundle_overwrites_no_work(course: Course, release: NotebookNode) -> None:
    student = course.root / "student"
    folder = unzip(bundle(course, release), student)
    assert unpack(folder) == []
    mine = folder / "notebooks" / TINY / f"{TINY}.ipynb"
    mine.write_text(mine.read_text().replace("# YOUR CODE HERE", "# my work"))
    (folder / ".student-id").write_text("ana\n")
    work = mine.read_bytes()
    unzip(bundle(course, release), student)
    assert unpack(folder) == [], "the same release needs no notice"
    unzip(bundle(course, release, "0123456789ab"), student)
    (told,) = unpack(folder)
    assert told.startswith(f"There is a newer release of {TINY}. Your notebook was left alone")
    beside = mine.with_name(f"{TINY} (release 0123456789ab).ipynb")
    assert str(beside.relative_to(folder)) in told
    assert b"# YOUR CODE HERE" in beside.read_bytes()
    beside.write_text("my second try")
    assert unpack(folder) == []
    assert beside.read_text() == "my second try"
    assert mine.read_bytes() == work
    assert (folder / ".student-id").read_text() == "ana\n"


def test_a_damaged_notebook_is_left_alone_and_said(course: Course, release: NotebookNode) -> None:
    folder = unzip(bundle(course, release), course.root / "student")
    unpack(folder)
    mine = folder / "notebooks" / TINY / f"{TINY}.ipynb"
    mine.write_text("{")
    (told,) = unpack(folder)
    assert "is not a notebook that can be read" in told
    assert mine.read_text() == "{"


def test_the_students_commands_work_in_it(course: Course, release: NotebookNode) -> None:
    folder = unzip(bundle(course, release), course.root / "student")
    shown = run(folder, "--help")
    assert str(folder) in shown.stdout
    assert "submit" in shown.stdout
    assert "grade" not in shown.stdout
    unpack(folder)
    done = run(folder, "submit", "90", "--id", "ana")
    assert done.returncode == 0, done.stderr
    assert (folder / "submissions" / f"{TINY}--ana.ipynb").is_file()


def test_command_writes_the_bundle_of_a_checked_release(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course.root)
    monkeypatch.setattr(release_module, "run", lambda *_: ([], Timing(1.0, ())))
    done = CliRunner().invoke(app, ["release", "--bundle", "90"])
    assert done.exit_code == 0, done.output
    assert (course.root / "dist" / "neural-nets-90.zip").is_file()
