"""No text that is not ours acts on a terminal: file and member names, a roster, a reason."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tiny_course import RIGHT, TINY, make_zip, put, write_all
from typer.testing import CliRunner

from autograder.commands import register
from autograder.course import Course
from autograder.grading import call as call_module
from autograder.results import feedback as feedback_module
from course_lib.student import submit
from course_lib.student.cli import app
from course_lib.student.plain import plain

register(app)
#: A title, a cleared screen, eight-bit codes, turned letters, and what has no width.
CHARACTERS = (
    "\x1b]0;owned\x07 \x1b[2J \x9b31m \r \x7f \u202e \u2066 \u200b \u200d \ufeff \u2028 \u3164"
)
NAME = f"[red]Eve{CHARACTERS}"
ACTS = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def run(*arguments: str, shows: bool = True) -> str:
    done = CliRunner().invoke(app, arguments, env={"COLUMNS": "4000"})
    told = done.output + (done.stderr or "")
    assert done.exception is None or isinstance(done.exception, SystemExit), told
    bad = {c for c in told if (c != "\n" and unicodedata.category(c) in ACTS) or c == "\u3164"}
    assert not bad, told
    assert "Traceback" not in told
    assert ("\\x1b" in told) == shows, told
    return told


@pytest.mark.parametrize("character", [c for c in CHARACTERS if not c.isascii() or c < " "])
def test_a_character_that_acts_is_a_visible_escape(character: str) -> None:
    assert plain(f"a{character}b") == f"a{plain(character)}b"
    assert plain(character).startswith("\\") and plain(character).isascii()


def test_what_people_write_stays() -> None:
    for text in ("Zoë Müller-Łukasz", "李 明", "O'Brien, S.", "e\u0301", "-> 5 °C", "ملیکا"):
        assert plain(text) == text
    assert plain("a\nb\t", keep="\n") == "a\nb\\x09"
    assert plain(os.fsdecode(b"caf\xe9")) == "caf\\udce9"


@pytest.fixture
def klass(class_course: Course, handed: Callable[..., dict[str, Any]]) -> Course:
    """A class in which a name, a section, a folder and a reason hold every character."""
    roster = f'id,name,section\nana,"{NAME}","{NAME}"\nbo,B,1\n'
    (class_course.root / "students.csv").write_text(roster, newline="")
    put(class_course, "ana", b"{")
    put(class_course, f"eve{CHARACTERS}", b"{")
    folder = put(class_course, "bo", handed(RIGHT)).parent
    os.symlink("/nowhere", folder / NAME)
    return class_course


@pytest.mark.parametrize("packed", [False, True])
def test_collect(
    klass: Course, tmp_path: Path, file_of: Callable[..., bytes], packed: bool
) -> None:
    name = f"q{CHARACTERS}/{NAME} {TINY}--ana.ipynb"
    odd = file_of("ana", f"2199{CHARACTERS}")
    if packed:
        make_zip(tmp_path / "own.zip", {name: odd, f"{NAME}.ipynb": b"{"})
        files = {f"{NAME}.zip": (tmp_path / "own.zip").read_bytes(), f"{NAME}.ipynb": b"{"}
        make_zip(tmp_path / "lms.zip", files)
    else:
        write_all(tmp_path / "lms.zip", {name: odd, f"{NAME}.ipynb": file_of(NAME)})
        with open(os.fsencode(tmp_path / "lms.zip") + b"/caf\xe9.ipynb", "wb") as file:
            file.write(b"{")
    run("collect", str(tmp_path / "lms.zip"))
    done = CliRunner().invoke(app, ["collect", str(tmp_path / "lms.zip"), "--json"])
    assert done.stdout.isascii() and json.loads(done.stdout)


def test_grade(klass: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(plan: Any, path: Path) -> Any:
        raise ValueError(NAME)

    assert "[red]Eve" in run("grade", "90")
    monkeypatch.setattr(call_module, "take_in", fails)
    assert "the grader itself failed: ValueError: [red]Eve\\x1b" in run("grade", "90")


def test_similar(klass: Course) -> None:
    assert "Not compared: eve\\x1b" in run("similar", "90")


def test_feedback(klass: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    def give(course: Course, assignment: str, progress: Callable[[str], None]) -> dict[str, str]:
        progress(NAME)
        return {NAME: NAME}

    monkeypatch.setattr(feedback_module, "give_feedback", give)
    assert "No page for [red]Eve\\x1b" in run("feedback", "90")


def test_export_and_doctor(klass: Course) -> None:
    run("export", "90", shows=False)
    run("doctor", shows=False)


def test_errors(klass: Course, tmp_path: Path) -> None:
    """A downloaded archive has the name that somebody gave it."""
    run("collect", str(tmp_path / NAME))
    run("grade", NAME)
    write_all(tmp_path, {f"{NAME}.zip": b"no zip"})
    run("collect", str(tmp_path / f"{NAME}.zip"))
    (klass.root / "students.csv").write_text(f'id,name\n"{NAME}",x\n', newline="")
    run("collect", str(tmp_path))


def test_submit(
    klass: Course, monkeypatch: pytest.MonkeyPatch, handed: Callable[..., dict[str, Any]]
) -> None:
    """Whoever opens somebody else's notebook meets that person's cell names."""
    monkeypatch.setattr(submit, "_run", lambda notebook, cells, limit: [])
    notebook = handed(RIGHT)
    notebook["metadata"]["course"]["cells"] = {NAME: "solution"}
    write_all(klass.root / "notebooks" / TINY, {f"{TINY}.ipynb": json.dumps(notebook).encode()})
    assert "LOST: the answer cell [red]Eve\\x1b" in run("submit", "90", "--id", "ana")
