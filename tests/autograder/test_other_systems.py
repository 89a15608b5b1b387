"""Windows and macOS, simulated: separators of paths, ends of lines, consoles without UTF-8."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from nbformat import NotebookNode
from tiny_course import RIGHT, TINY, new_course

from autograder.building.build import make_release, to_bytes
from autograder.building.plan import Plan, read_submission
from autograder.building.source import build_source
from autograder.course import Course
from autograder.release.notebooks import _refuse_edited
from autograder.release.public import make_public
from autograder.running.execute import execute
from course_lib.student.workspace import read_notebook, write_atomically
from tests.listed import repository_files


def test_a_source_that_git_gave_windows_line_ends_makes_the_same_notebook(
    course: Course, source: NotebookNode, release: NotebookNode
) -> None:
    path = course.source(TINY)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    again = build_source(course, TINY)
    assert to_bytes(again) == to_bytes(source)
    assert to_bytes(make_release(course, TINY, again)) == to_bytes(release)


def test_a_notebook_file_with_windows_line_ends_is_not_taken_for_an_edited_one(
    course: Course, release: NotebookNode
) -> None:
    path = course.released(TINY)
    write_atomically(path, to_bytes(release).replace(b"\n", b"\r\n"))
    _refuse_edited(path)
    assert read_notebook(path) == json.loads(to_bytes(release))


@pytest.mark.sandbox
def test_answers_with_windows_line_ends_earn_the_same(plan: Plan, handed) -> None:
    answers = {name: text.replace("\n", "\r\n") for name, text in RIGHT.items()}
    submission = read_submission(json.dumps(handed(answers)).encode(), plan)
    result = execute(plan, submission)
    tests = [result.cells[s.id] for s in plan.steps if s.kind == "test"]
    assert not result.failure
    assert sum(cell.points for cell in tests) == 20


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_console_without_utf8_gets_every_message(tmp_path: Path, encoding: str) -> None:
    """The roster has a name that the console cannot write; macOS would also decompose it."""
    course = new_course(tmp_path / "course")
    name = unicodedata.normalize("NFD", "Łukasz Ångström ✓")
    (course.root / "students.csv").write_text(f"id,name\ns1,{name}\n", encoding="utf-8")
    start = (
        "import sys\nfrom course_lib.student.cli import main\n"
        "for sys.argv[1:] in (['--help'], ['grade', sys.argv[1]]):\n"
        "    try: main()\n    except SystemExit as end: print('ended with', end.code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", start, "✓"],
        cwd=course.root,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    assert re.findall(b"ended with (.)", done.stdout) == [b"0", b"1"], done.stderr
    # Where a console claims to know ASCII alone, click writes UTF-8.
    said = done.stderr.decode("utf-8" if encoding == "ascii" else encoding)
    assert said.startswith("course: ")
    assert "Traceback" not in said


@pytest.mark.git
def test_no_name_is_one_that_windows_cannot_have(
    course: Course, release: NotebookNode, tmp_path: Path
) -> None:
    write_atomically(course.released(TINY), to_bytes(release))
    make_public(course, [TINY], tmp_path / "public")
    names = [p.name for p in (tmp_path / "public").rglob("*")]
    reserved = {"con", "prn", "aux", "nul", *(f"{d}{i}" for d in ("com", "lpt") for i in range(10))}
    whole = repository_files()
    for name in [*names, *(part for line in whole for part in Path(line).parts)]:
        assert not set(name) & set('<>:"\\|?*'), name
        assert name.partition(".")[0].lower() not in reserved, name
        assert not name.endswith((" ", ".")), name
    # Windows and macOS take names that differ in capitals for the same.
    assert len({line.casefold() for line in whole}) == len(whole)
    assert max(map(len, whole)) < 150
