"""The Gradescope package, run in a folder laid out as the platform lays it out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tiny_course import RIGHT, TINY, WRONG

from autograder.building.plan import Plan, load_plan, read_submission
from autograder.building.seed import assignment_key, course_secret, submission_seed
from autograder.course import Course
from autograder.gradescope import run
from autograder.gradescope.package import make_package
from autograder.running.execute import CellResult, Limits, Result, execute
from autograder.sandbox import Confinement

#: Reads what it can reach and says so by what it returns; writes results of its own.
#: What it wrote stays in its own folders, where there are any: only real files count as found.
HOSTILE = """
import os
def double(x):
    found = [p for p in {secrets} if os.path.exists(p)]
    for place in {places}:
        try:
            os.makedirs(place + "/results", exist_ok=True)
            with open(place + "/results/results.json", "w") as file:
                file.write('{{"score": 1000}}')
        except OSError:
            pass
    return x * 2 if not found else "read"
"""


@pytest.fixture
def platform(class_course: Course, tmp_path: Path) -> tuple[Course, Path]:
    """A folder as the platform's, with the package unpacked."""
    package = make_package(class_course, load_plan(class_course, TINY))
    root = tmp_path / "autograder"
    with zipfile.ZipFile(package) as archive:
        archive.extractall(root / "source")
    (root / "submission").mkdir()
    (root / "results").mkdir()
    return class_course, root


def graded(root: Path, files: dict[str, bytes]) -> dict[str, Any]:
    """Run what run_autograder runs, with the code of the package and nothing of this repository."""
    for name, content in files.items():
        (root / "submission" / name).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "autograder.gradescope.run", str(root)],
        env={**os.environ, "PYTHONPATH": str(root / "source" / "house")},
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads((root / "results" / "results.json").read_text())
    return found


def bytes_of(notebook: dict[str, Any]) -> bytes:
    return json.dumps(notebook).encode()


@pytest.mark.sandbox
@pytest.mark.parametrize("kind", ["good", "wrong", "hostile", "broken"])
def test_a_submission_that_is(
    platform: tuple[Course, Path], handed: Callable[..., Any], kind: str
) -> None:
    course, root = platform
    secrets = [root / "source" / "key", root / "source" / "plan.json", course.root / "solutions"]
    assert all(path.exists() for path in secrets)
    hostile = HOSTILE.format(
        places=[str(root), str(course.root)], secrets=[str(path) for path in secrets]
    )
    answers = {
        "good": RIGHT,
        "wrong": WRONG,
        "hostile": {**RIGHT, "double": hostile},
        "broken": RIGHT,
    }[kind]
    content = bytes_of(handed(answers))
    content = content[: len(content) // 2] if kind == "broken" else content
    found = graded(root, {f"{TINY}.ipynb": content})
    if kind == "broken":
        assert (found["score"], found["extra_data"]["state"]) == (0.0, "failed")
        assert "no verdict on your answers: the file is not a notebook" in found["output"]
        return
    assert found["output"].startswith(run.CONFINED)
    plan = load_plan(course, TINY)
    submission = read_submission(content, plan)
    seed = submission_seed(assignment_key(course, TINY), plan, submission)
    at_home = execute(plan, submission, Limits(), seed)
    assert found["score"] == at_home.points, "the marks can be made again at home"
    assert found["score"] == {"good": 20, "wrong": 12, "hostile": 20}[kind]
    double, halve = (t for t in found["tests"] if "max_score" in t)
    assert (halve["name"], halve["score"], halve["max_score"]) == ("halve", 12, 12)
    assert double["visibility"] == "after_published"


def test_every_property_is_an_entry_and_hidden_ones_wait() -> None:
    from course_lib.checking.outcome import Outcome
    from course_lib.checking.report import Report

    held, lost = Outcome("shape", True, 1), Outcome("values", False, 1, symptom="s", cause="c")
    cell = CellResult("ok", points=3.0, reports=(Report("e", [held]), Report("e", [lost], 6, True)))
    whole, first, second = run._entries("e", 6.0, cell)
    assert (whole["score"], whole["max_score"]) == (3.0, 6.0)
    assert (first["name"], first["status"], first["visibility"]) == (
        "e: shape",
        "passed",
        "visible",
    )
    assert (second["status"], second["visibility"]) == ("failed", "after_published")
    assert second["output"] == "s\nc"


def test_the_package_holds_this_assignment_alone(platform: tuple[Course, Path]) -> None:
    course, root = platform
    secret = course_secret(course).hex()
    files = [p for p in root.rglob("*") if p.is_file()]
    assert not [p for p in files if secret.encode() in p.read_bytes()]
    names = {p.relative_to(root / "source").as_posix() for p in files}
    assert not [n for n in names if "answers" in n or n.endswith((".ipynb", ".db"))]
    assert {n.split("/")[0] for n in names} == {
        "setup.sh",
        "run_autograder",
        "plan.json",
        "key",
        "settings.json",
        "house",
    }
    assert os.access(root / "source" / "key", os.R_OK)
    subprocess.run(["bash", "-n", root / "source" / "setup.sh"], check=True)
    subprocess.run(["bash", "-n", root / "source" / "run_autograder"], check=True)


def test_where_code_cannot_be_confined_nothing_is_run(
    platform: tuple[Course, Path], handed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, root = platform
    monkeypatch.setattr(run, "can_confine", lambda: False)
    monkeypatch.setattr(run, "execute", lambda *_: pytest.fail("student code was run"))
    (root / "submission" / f"{TINY}.ipynb").write_bytes(bytes_of(handed(RIGHT)))
    found = run.grade(root)
    assert found["extra_data"]["state"] == "failed" and "cannot confine" in found["output"]


@pytest.mark.parametrize("without", ["weak", "none"])
def test_what_was_asked_for_is_used_where_there_are_no_namespaces(
    class_course: Course,
    tmp_path: Path,
    handed: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    without: Confinement,
) -> None:
    package = make_package(class_course, load_plan(class_course, TINY), without)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "source")
    (tmp_path / "submission").mkdir()
    (tmp_path / "submission" / f"{TINY}.ipynb").write_bytes(bytes_of(handed(RIGHT)))
    used = []

    def execute(plan: Plan, submission: Any, limits: Limits, seed: int) -> Result:
        used.append(limits.protection)
        return Result({s.id: CellResult("ok") for s in plan.steps}, "", limits.protection)

    monkeypatch.setattr(run, "can_confine", lambda: False)
    monkeypatch.setattr(run, "execute", execute)
    found = run.grade(tmp_path)
    assert used == [without] and found["output"].startswith(run.PROMISES[without])
    assert found["extra_data"]["sandbox"] == without


def test_which_notebook_was_handed_in(
    platform: tuple[Course, Path], plan: Plan, handed: Callable[..., Any]
) -> None:
    _, root = platform
    folder = root / "submission"
    (folder / "other.ipynb").write_bytes(b"other")
    assert run._handed_in(folder, plan) == b"other"
    (folder / "third.ipynb").write_bytes(b"third")
    with pytest.raises(run.SubmissionError, match=r"found: other\.ipynb, third\.ipynb"):
        run._handed_in(folder, plan)
    (folder / f"{TINY} (1).ipynb").write_bytes(b"named")
    assert run._handed_in(folder, plan) == b"named"
