"""What leaves the house: notebooks, the bundle, wheel and sdist hold nothing of solutions/.

No file of it, no line of a reference answer, a hidden test or a model answer, but for cells that
the instructor has given.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from autograder.building.build import to_bytes
from autograder.course import Course
from autograder.release.bundle import make_bundle
from autograder.release.notebooks import build
from course_lib.student.workspace import write_atomically
from tests.listed import repository_files

ROOT = Path(__file__).parents[2]
SOLUTIONS = sorted(p for p in (ROOT / "solutions").rglob("*") if p.is_file())
NOTEBOOKS = Course.at(ROOT).assignments
REGION = re.compile(r"BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)[^\n]*\n(.*?)\n[^\n]*END \1", re.S)
Files = dict[str, bytes]


def lines(text: str) -> set[str]:
    """The lines of a text that are long enough to be somebody's, without comment marks."""
    squeezed = (" ".join(line.lstrip("# ").split()) for line in text.splitlines())
    return {line for line in squeezed if len(line) > 20}


def secret_lines(notebook: str) -> set[str]:
    """The lines that only a notebook's answers hold: its open part does not say them."""
    text = (ROOT / "solutions" / notebook / f"{notebook}.py").read_text(encoding="utf-8")
    secret = set().union(*(lines(region) for _, region in REGION.findall(text)))
    return secret - lines(REGION.sub("", text))


def told(files: Files, secrets: set[str]) -> list[tuple[str, str]]:
    """The files of a package that hold a secret line, each with the line."""
    found = []
    for name, content in files.items():
        text = content.decode("utf-8", "replace")
        if name.endswith(".ipynb"):
            text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
        found += [(name, line) for line in sorted(secrets & lines(text))]
    return found


def files_of_solutions(files: Files) -> list[str]:
    """The members of a package that are files of solutions/, under whatever name."""
    kept = {hashlib.sha256(p.read_bytes()).hexdigest() for p in SOLUTIONS if p.stat().st_size}
    return [
        name
        for name, content in files.items()
        if {"solutions", "answers"} & set(Path(name).parts)
        or hashlib.sha256(content).hexdigest() in kept
    ]


def without_library(files: Files) -> Files:
    """The engine has its own implementation of what students write; the grader withholds it."""
    return {name: content for name, content in files.items() if "course_lib/" not in name}


def released() -> Files:
    paths = [p for p in (ROOT / "notebooks").rglob("*") if p.is_file()]
    return {str(p.relative_to(ROOT)): p.read_bytes() for p in paths}


def unzipped(content: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {i.filename: archive.read(i) for i in archive.infolist() if not i.is_dir()}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> Files:
    """The bundle of all notebooks, as they are committed."""
    course = Course(ROOT, tmp_path_factory.mktemp("grading"))
    for name in NOTEBOOKS:
        path = course.step("release", name) / f"{name}.ipynb"
        write_atomically(path, course.released(name).read_bytes())
    elsewhere = Course(tmp_path_factory.mktemp("dist"), course.grading)
    return unzipped(make_bundle(elsewhere, NOTEBOOKS).read_bytes())


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> dict[str, Files]:
    """Wheel and sdist of the repository, built from its committed and new files."""
    copy, made = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("made")
    for name in repository_files():
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    program = (
        "import sys; from setuptools import build_meta; out = sys.argv[1];"
        "build_meta.build_wheel(out); build_meta.build_sdist(out)"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(made)], cwd=copy, check=True, capture_output=True
    )
    (wheel,), (sdist,) = made.glob("*.whl"), made.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        members = [m for m in archive.getmembers() if m.isfile()]
        unpacked = {m.name: archive.extractfile(m).read() for m in members}
    return {"wheel": unzipped(wheel.read_bytes()), "sdist": unpacked}


def test_every_notebook_has_secrets() -> None:
    assert all(len(secret_lines(name)) > 10 for name in NOTEBOOKS)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_released_notebooks_hold_no_line_of_an_answer(notebook: str) -> None:
    assert told(released(), secret_lines(notebook)) == []


def test_a_line_that_slips_in_is_found() -> None:
    line = sorted(secret_lines("04_dropout"))[0]
    cells = {"cells": [{"source": f"  {line}\n"}]}
    assert told({"a.ipynb": json.dumps(cells).encode()}, {line}) == [("a.ipynb", line)]
    assert files_of_solutions({"x/other.py": SOLUTIONS[0].read_bytes()}) == ["x/other.py"]
    assert files_of_solutions({"x/answers/a.py": b"1"}) == ["x/answers/a.py"]


def test_the_bundle_holds_no_file_and_no_line(bundle: Files) -> None:
    assert len([name for name in bundle if name.endswith(".ipynb")]) == len(NOTEBOOKS)
    assert files_of_solutions(bundle) == []
    for notebook in NOTEBOOKS:
        assert told(without_library(bundle), secret_lines(notebook)) == []


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_packages_hold_no_file_and_no_line(packages: dict[str, Files], kind: str) -> None:
    files = packages[kind]
    assert any(name.endswith("course_lib/lessons/dropout/checks/__init__.py") for name in files)
    assert files_of_solutions(files) == []
    for notebook in NOTEBOOKS:
        assert told(without_library(files), secret_lines(notebook)) == []


def test_the_public_rooms_hold_no_line_of_an_answer() -> None:
    """Lines of up to 45 characters, such as ``for _ in range(steps):``, are everybody's."""
    library = (ROOT / "course_lib").rglob("*.py")
    rooms = {str(p): p.read_bytes() for p in library if "engine" not in p.parts}
    for notebook in NOTEBOOKS:
        long = {line for line in secret_lines(notebook) if len(line) > 45}
        assert told(rooms, long) == []


def test_given_cells_are_the_exception(tmp_path: Path, monkeypatch) -> None:
    """What an instructor gives is in the notebook, and nothing else of the answers."""
    choices = tmp_path / "course.toml"
    choices.write_text('[04_dropout]\ngiven = ["dropout"]\n')
    monkeypatch.setenv("COURSE_TOML", str(choices))
    _, notebook = build(Course(ROOT, tmp_path / "grading"), "04_dropout")
    found = told({"04.ipynb": to_bytes(notebook)}, secret_lines("04_dropout"))
    given = next(c.source for c in notebook.cells if c.id == "dropout")
    assert found
    assert all(line in lines(given) for _, line in found)
