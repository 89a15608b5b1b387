"""The student's commands: hand in, open Lab, and say what is wrong in one sentence."""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from course_lib.student import submit
from course_lib.student.cli import app
from course_lib.student.errors import CourseError
from course_lib.student.lab import open_lab
from course_lib.student.workspace import find_folder, resolve, write_atomically

TINY = "90_tiny"


def code(name: str, source: str, **marks: Any) -> dict[str, Any]:
    nbgrader = {"grade_id": name, "grade": False, "solution": False, "locked": True, **marks}
    return {
        "cell_type": "code",
        "id": name,
        "source": source,
        "metadata": {"nbgrader": nbgrader},
        "outputs": [],
        "execution_count": None,
    }


def make_notebook() -> dict[str, Any]:
    stub = "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    experiment = code("x", "raise SystemError('an experiment was run')")
    experiment["metadata"] = {"tags": ["experiment"]}
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "P", "language": "python"},
            "course": {
                "release": "abc",
                "cells": {"setup": "setup", "f": "solution", "test_f": "test", "g": "solution"},
            },
        },
        "cells": [
            code("setup", "import math"),
            code("f", stub, solution=True, locked=False),
            code("test_f", "display('table')\n6.0", grade=True, points=8),
            experiment,
            code("g", "def g(x):\n    return math.nothing\ng(1)", solution=True, locked=False),
        ],
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A student's folder with one notebook; commands run in it."""
    path = tmp_path / "notebooks" / TINY / f"{TINY}.ipynb"
    write_atomically(path, json.dumps(make_notebook()).encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(app, arguments)


def test_submit_says_what_was_found_and_makes_one_file(folder: Path) -> None:
    path = folder / "notebooks" / TINY / f"{TINY}.ipynb"
    before = path.read_bytes()
    done = invoke("submit", "90", "--id", "ana")
    assert done.exit_code == 0, done.output
    said = done.stdout
    assert "90_tiny, last saved" in said
    assert "That was just now: if you changed it since, save it" in said
    assert "without experiments, for at most 300 s" in said
    assert "Not answered yet: f." in said
    assert "The cell g fails: AttributeError: module 'math' has no attribute 'nothing'" in said
    assert "SystemError" not in said
    assert "The checks that you can see give 6 of 8 points." in said
    target = folder / "submissions" / f"{TINY}--ana.ipynb"
    assert str(target) in said.replace("\n", "")
    handed = json.loads(target.read_text())
    assert handed["cells"] == make_notebook()["cells"], "what is handed in is what was saved"
    signed = handed["metadata"]["course"]["handed_in"]
    assert (signed["assignment"], signed["student"]) == (TINY, "ana")
    assert handed["metadata"]["course"]["release"] == "abc"
    assert path.read_bytes() == before


@pytest.fixture
def without_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submit, "_run", lambda notebook, cells, limit: [])


@pytest.mark.usefixtures("without_kernel")
def test_submit_asks_for_the_id_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = invoke("submit", "90")
    assert done.exit_code == 1
    assert "Give your student id once: `course submit NB --id ID`" in done.stderr
    assert not (folder / "submissions").exists()
    terminal = Terminal(monkeypatch, "ana ")
    submit.hand_in("90", None, 10)
    submit.hand_in("90", None, 10)
    assert terminal.asked == ["Your student id", "You hand in as ana. Is this you?"]
    assert (folder / ".student-id").read_text() == "ana\n"
    assert [p.name for p in (folder / "submissions").iterdir()] == [f"{TINY}--ana.ipynb"]


class Terminal:
    """Somebody at a terminal, who answers in turn: with a text, or with yes or no."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: str | bool) -> None:
        self.asked: list[str] = []
        self.answers = list(answers)
        for name in ("prompt", "confirm"):
            monkeypatch.setattr(submit.typer, name, self.ask)
        monkeypatch.setattr(submit.sys, "stdin", type("Tty", (), {"isatty": lambda self: True})())

    def ask(self, text: str, default: bool | None = None) -> Any:
        self.asked.append(text)
        return self.answers.pop(0) if self.answers else default


@pytest.mark.usefixtures("without_kernel")
@pytest.mark.parametrize("given", [None, "bo"])
@pytest.mark.parametrize("is_me", [True, False])
def test_submit_asks_when_the_id_is_another_one_s(
    folder: Path, monkeypatch: pytest.MonkeyPatch, given: str | None, is_me: bool
) -> None:
    """Somebody else handed in from a shared laptop before."""
    (folder / ".student-id").write_text("ana\n")
    terminal = Terminal(monkeypatch, is_me, "cy")
    if given and not is_me:
        with pytest.raises(CourseError, match="Nothing was made"):
            submit.hand_in("90", given, 10)
        assert not (folder / "submissions").exists()
        who = "ana"
    else:
        submit.hand_in("90", given, 10)
        who = (given or "ana") if is_me else "cy"
        assert [p.name for p in (folder / "submissions").iterdir()] == [f"{TINY}--{who}.ipynb"]
    assert terminal.asked[0] == f"You hand in as {given or 'ana'}. Is this you?"
    assert (folder / ".student-id").read_text() == f"{who}\n"


@pytest.mark.usefixtures("without_kernel")
def test_submit_says_whose_work_it_is(folder: Path) -> None:
    assert "This is the work of ana." in invoke("submit", "90", "--id", "ana").stdout
    assert "This is the work of ana." in invoke("submit", "90").stdout
    told = invoke("submit", "90", "--id", "bo").stdout
    assert "So far ana handed in from this folder, and now bo." in told
    assert "This is the work of bo." in told, "who is not at a terminal is told, not asked"


@pytest.mark.usefixtures("without_kernel")
@pytest.mark.parametrize("student", ["../ana", "a b", "ü", "a" * 65])
def test_submit_refuses_an_id_that_is_none(folder: Path, student: str) -> None:
    done = invoke("submit", "90", "--id", student)
    assert done.exit_code == 1
    assert "cannot be a student id" in done.stderr
    assert not (folder / ".student-id").exists()


def test_findings_name_what_would_be_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submit, "_run", lambda notebook, cells, limit: [])
    notebook = make_notebook()
    notebook["cells"] = [c for c in notebook["cells"] if c["id"] not in ("g", "test_f")]
    notebook["cells"].append(notebook["cells"][1])
    assert submit.findings(notebook, 1) == [
        "The cell f appears twice: the last one that you changed counts.",
        "The cell test_f was deleted; the grader will use its own.",
        "LOST: the answer cell g was deleted, and with it what it is worth.",
        "Not answered yet: f, f.",
    ]
    del notebook["metadata"]["course"]
    assert "which release it is" in submit.findings(notebook, 1)[0]


def test_a_check_that_was_edited_counts_as_it_was_handed_out(folder: Path) -> None:
    path = folder / "notebooks" / TINY / f"{TINY}.ipynb"
    released = make_notebook()
    released["cells"][1]["source"] = "f = 3.0"
    write_atomically(folder / "release" / TINY / f"{TINY}.ipynb", json.dumps(released).encode())
    edited = json.loads(json.dumps(released))
    edited["cells"][2]["source"] = "8.0"
    path.write_text(json.dumps(edited))
    told = invoke("submit", "90", "--id", "ana").stdout
    assert "Changed: test_f." in told and "give 6 of 8 points" in told
    edited["metadata"]["course"]["release"] = "another"
    path.write_text(json.dumps(edited))
    told = invoke("submit", "90", "--id", "ana").stdout
    assert "Changed" not in told and "give 8 of 8 points" in told


def test_submit_stops_at_its_limit(folder: Path) -> None:
    path = folder / "notebooks" / TINY / f"{TINY}.ipynb"
    notebook = make_notebook()
    notebook["cells"][1]["source"] = "while True:\n    pass"
    path.write_text(json.dumps(notebook))
    done = invoke("submit", "90", "--id", "ana", "--limit", "2")
    assert done.exit_code == 0
    assert "The cell f fails: it was still running after 2 s" in done.stdout
    assert (folder / "submissions" / f"{TINY}--ana.ipynb").is_file()


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"{", "is not a notebook that can be read"), (b"[]", "is not a notebook that can be read")],
)
def test_submit_refuses_what_is_no_notebook(folder: Path, content: bytes, message: str) -> None:
    (folder / "notebooks" / TINY / f"{TINY}.ipynb").write_bytes(content)
    done = invoke("submit", "90", "--id", "ana")
    assert done.exit_code == 1
    assert message in done.stderr
    assert not (folder / "submissions").exists()


def test_submit_into_a_folder_that_cannot_be_written(folder: Path) -> None:
    (folder / "submissions").write_text("a file is in the way")
    (folder / ".student-id").write_text("ana\n")
    done = invoke("submit", "90")
    assert done.exit_code == 1
    assert done.stderr.startswith("course: File exists")
    assert "Check that the folder exists" in done.stderr
    assert "Traceback" not in done.stderr


def test_names_of_notebooks() -> None:
    names = ["00_warmup", "01_preprocessing", "02_initialization", "02_init"]
    assert resolve("00", names) == "00_warmup"
    assert resolve("01_pre", names) == "01_preprocessing"
    assert resolve("02_init", names) == "02_init"
    assert resolve("notebooks/00_warmup/00_warmup.ipynb", names) == "00_warmup"
    for wanted, message in (
        ("02", "fits several notebooks. Choose one of: 02_initialization, 02_init."),
        ("7", "There is no notebook '7'. Choose one of: 00_warmup,"),
        ("", "There is no notebook ''."),
    ):
        with pytest.raises(CourseError) as error:
            resolve(wanted, names)
        assert message in str(error.value)


def test_the_folder_of_the_course_is_found_from_below(folder: Path, tmp_path: Path) -> None:
    assert find_folder(folder / "notebooks" / TINY) == folder
    with pytest.raises(CourseError, match="no notebooks of the course"):
        find_folder(Path("/"))


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    write_atomically(path, b"old")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(OSError, match="disk"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_port_in_use_is_one_sentence(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = invoke("lab", "--port", str(port))
    assert done.exit_code == 1
    assert f"Port {port} is in use" in done.stderr
    assert f"`course lab --port {port + 1}`" in done.stderr


def test_lab_without_notebooks_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseError, match="Change to the folder of the course"):
        open_lab(None, False)


@pytest.fixture
def lab(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """JupyterLab as `course lab` starts it, on a free port."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    start = "from course_lib.student.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", start, "lab", "--no-browser", "--port", str(port)],
        cwd=folder / "notebooks",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "JUPYTER_CONFIG_DIR": str(folder), "JUPYTER_RUNTIME_DIR": str(folder)},
    )
    yield process
    process.terminate()
    process.wait()


def test_lab_prints_an_address_that_leads_to_the_start_page(
    lab: subprocess.Popen[str],
) -> None:
    assert lab.stdout is not None
    said = ""
    while not (address := re.search(r"http://localhost\S+token=\w+", said)):
        line = lab.stdout.readline()
        assert line, said
        said += line
    assert "/course?token=" in address[0]
    text = ""
    while not text:
        # The server prints its address just before it listens.
        assert lab.poll() is None, said + lab.stdout.read()
        with contextlib.suppress(urllib.error.URLError):
            text = urllib.request.urlopen(address[0]).read().decode()
    assert f'href="/doc/tree/notebooks/{TINY}/{TINY}.ipynb"' in text


def test_a_reader_that_has_seen_enough_is_no_full_disk() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [Path(sys.executable).with_name("course"), "version"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, "")


def test_version_and_help() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", invoke("version").stdout)
    assert "submit" in invoke("--help").stdout
