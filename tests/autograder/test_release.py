"""Releases: deterministic, without secrets, and refused when something is wrong."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from nbformat import NotebookNode
from tiny_course import TINY, new_course
from typer.testing import CliRunner

from autograder.building.build import make_release, to_bytes
from autograder.building.plan import Plan, make_plan
from autograder.building.release_cells import content_hash
from autograder.building.source import build_source, read_source, release_id
from autograder.commands import register
from autograder.course import Course
from autograder.release import notebooks as release_module
from autograder.release.check import Timing, answered, run
from autograder.release.look import leaks, look
from autograder.release.notebooks import build, release_all
from course_lib.student.cli import app
from course_lib.student.errors import CourseError
from course_lib.student.workspace import WRITE_HERE

register(app)


def test_two_builds_are_byte_identical(tmp_path: Path, release: NotebookNode) -> None:
    again = new_course(tmp_path / "again")
    assert to_bytes(build(again, TINY)[1]) == to_bytes(release)


def test_cells_have_stable_ids_and_the_release_its_own(release: NotebookNode, plan: Plan) -> None:
    ids = [cell.id for cell in release.cells]
    assert ids[:4] == ["cell-000", "setup", "cell-002", "predict_double"]
    assert len(set(ids)) == len(ids)
    text = (Path(__file__).parents[1] / f"fixtures/solutions/{TINY}/{TINY}.py").read_text()
    assert release.metadata.course.release == release_id(text) == plan.release
    assert release_id(text) == release_id(text.replace("\n", "\r\n"))
    assert release_id(text) != release_id(text + "\n")


def test_release_holds_stubs_instead_of_answers(release: NotebookNode) -> None:
    cells = {cell.id: cell.source for cell in release.cells}
    assert cells["predict_double"] == (
        'prediction_double = predict("")  # your letter between the quotes'
    )
    assert "raise NotImplementedError()" in cells["double"]
    assert cells["explain_halve"] == WRITE_HERE
    text = to_bytes(release).decode()
    for secret in ("SOLUTION", "HIDDEN", "MARK SCHEME", "Rubric", "exponent", "-8.0", "axes"):
        assert secret not in text
    assert set(release.metadata) == {"kernelspec", "language_info", "course"}


def test_fixture_has_nothing_to_object_to(
    course: Course, source: NotebookNode, release: NotebookNode
) -> None:
    assert look(read_source(course.source(TINY))) == []
    assert leaks(source, release) == []


HEADER = "# **Points: {points}** ({points by checks} by checks, {points by hand} by hand)"
WRONG_SOURCES = {
    "no header": (HEADER, "# 25 points", "exactly one line **Points"),
    "a number in the header": (
        HEADER,
        HEADER.replace("{points}", "25"),
        "exactly one line **Points",
    ),
    "two headers": (HEADER, f"{HEADER}\n{HEADER}", "exactly one line **Points"),
    "id twice": ('"test_halve"', '"test_double"', "cell test_double: its id appears 2 times"),
    "name not an id": ('answer="double"', 'answer="my double"', "letters, digits"),
    "no end of a solution": (
        "    return half\n    ### END SOLUTION",
        "    return half",
        "cell halve: every BEGIN SOLUTION needs its END",
    ),
    "answer without markers": (
        "    ### BEGIN SOLUTION\n    half = np.asarray(x) / 2\n    return half\n"
        "    ### END SOLUTION",
        "    return x / 2",
        "cell halve: an answer cell needs ### BEGIN SOLUTION",
    ),
    "no hidden tests": (
        "### BEGIN HIDDEN TESTS\nif share:\n    share = 1.0 if halve(-8.0) == -4.0 else 0.5\n"
        "### END HIDDEN TESTS\n",
        "",
        "cell test_halve: a test of assertions needs ### BEGIN HIDDEN TESTS",
    ),
    "hidden tests in the setup": (
        "import numpy as np\n",
        "import numpy as np\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS\n",
        "cell setup: a region HIDDEN TESTS belongs in a test of plain assertions",
    ),
    "code cell without a name": (
        '# %% tags=["experiment"]',
        "# %%",
        'cell cell-006: a code cell needs answer="..."',
    ),
    "not a prediction": (
        'prediction_double = predict("B")',
        'predict("B")',
        "cell predict_double: a prediction is one line",
    ),
    "letters that are not offered": (
        "# Which way does a doubled number go?\n",
        "# Which way?\n#\n# - **A**: up\n# - **B**: down\n",
        "cell predict_double: the text above offers A, B, the call takes A, B, C",
    ),
    "two names": (
        'answer="halve"',
        'answer="halve" locked="halve"',
        "several names: answer, locked",
    ),
    "a key that nobody knows": (
        'answer="halve"',
        'anwser="halve"',
        "says 'anwser', expected one of",
    ),
    "nbgrader's metadata": (
        'answer="halve"',
        'nbgrader={"grade_id": "halve", "solution": true}',
        "in a source the first line says it shorter",
    ),
    "points below 0": ("points=12", "points=-12", "cell test_halve: points=-12, expected a number"),
    "points in words": ("points=12", 'points="many"', "points='many', expected a number from 0"),
    "points of an answer": (
        'answer="halve"',
        'answer="halve" points=3',
        "a test cell of their own",
    ),
    "written answer without points": (
        'answer="explain_halve" points=5',
        'answer="explain_halve"',
        "cell explain_halve: a written answer needs points",
    ),
    "a test without a name": (
        'points=12 grade_id="test_halve"',
        "points=12",
        "one of plain assertions says its id",
    ),
    "a text that asks for points": (
        "Quote a number",
        "For {points of halving} quote a number",
        "its text asks for the points of 'halving', which has none",
    ),
}


@pytest.mark.parametrize("name", WRONG_SOURCES)
def test_wrong_source_is_refused_with_its_cell(course: Course, name: str) -> None:
    old, new, message = WRONG_SOURCES[name]
    path = course.source(TINY)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(CourseError, match="is not released") as error:
        build(course, TINY)
    assert message in str(error.value)
    assert f"{TINY}, cell" in str(error.value)
    assert not list(course.root.glob("notebooks/*/*"))
    assert not list(course.grading.glob("build-*"))


@pytest.mark.parametrize(
    "text", ["### END SOLUTION", "Rubric: 3 points", "half = np.asarray(x) / 2\nreturn half"]
)
def test_a_secret_in_the_release_is_found(
    source: NotebookNode, release: NotebookNode, text: str
) -> None:
    leaking = copy.deepcopy(release)
    leaking.cells[2].source += f"\n{text}\n"
    assert [p for p in leaks(source, leaking) if p.startswith("cell cell-002")]


def test_running_finds_what_reading_cannot(course: Course) -> None:
    path = course.source(TINY)
    text = path.read_text()
    for old, new in (
        # The reference loses points in the hidden test, and a student in the visible one.
        ("1.0 if halve(-8.0) == -4.0", "0.5 if halve(-8.0) == -4.0"),
        ("np.arange(3.0))\n###", "np.arange(3.0)) - 0.125\n###"),
        ("share = (share + share_of_double(np.array([[-1.5, 4.0]]))) / 2", "share = 1.0"),
        # The unanswered notebook earns points, and stops in an experiment.
        ('with needs("double"):', "if True:"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text)
    source = build_source(course, TINY)
    release = make_release(course, TINY, source)
    problems, timing = run(make_plan(TINY, source, release), source, release)
    assert "cell test_halve: the reference notebook earns 6 of 12 points" in problems[0]
    assert any("test_double: the unanswered notebook earns 8 of 8" in p for p in problems)
    assert any("test_double: what a student sees earns the reference 0.875" in p for p in problems)
    assert any("cell-006: fails in the unanswered notebook: NotImpl" in p for p in problems)
    assert timing.total > 0
    assert len(timing.slowest) == 3


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the checks that run notebooks, which another test is about; count them."""
    calls: list[str] = []

    def run_nothing(plan: Plan, *_: NotebookNode) -> tuple[list[str], Timing]:
        calls.append(plan.assignment)
        return [], Timing(1.0, (("setup", 0.5),))

    monkeypatch.setattr(release_module, "run", run_nothing)
    return calls


def test_release_is_placed_once_and_then_left_alone(course: Course, unchecked: list[str]) -> None:
    first = release_all(course, [TINY])[0]
    content = course.released(TINY).read_bytes()
    again = release_all(course, [TINY])[0]
    assert (first.changed, again.changed) == (True, False)
    assert course.released(TINY).read_bytes() == content
    assert unchecked == [TINY], "what did not change is not run again"
    path = course.source(TINY)
    path.write_text(path.read_text().replace("about 10 minutes", "about 20 minutes"))
    assert release_all(course, [TINY])[0].changed
    assert unchecked == [TINY, TINY]


def test_edited_notebook_is_never_overwritten(course: Course, unchecked: list[str]) -> None:
    release_all(course, [TINY])
    path = course.released(TINY)
    notebook = json.loads(path.read_text())
    notebook["cells"][4]["source"] = "def double(x):\n    return x + x"
    path.write_text(json.dumps(notebook))
    edited = path.read_bytes()
    with pytest.raises(CourseError, match=r"was edited since it was released.*Move it"):
        release_all(course, [TINY])
    assert path.read_bytes() == edited


def test_a_notebook_that_was_only_run_is_renewed(course: Course, unchecked: list[str]) -> None:
    release_all(course, [TINY])
    path = course.released(TINY)
    content = path.read_bytes()
    notebook = json.loads(content)
    notebook["cells"][1]["execution_count"] = 7
    notebook["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "hi"}]
    path.write_text(json.dumps(notebook))
    assert release_all(course, [TINY])[0].changed
    assert path.read_bytes() == content


def test_a_file_of_somebody_else_is_never_overwritten(course: Course, unchecked: list[str]) -> None:
    path = course.released(TINY)
    path.parent.mkdir(parents=True)
    path.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    with pytest.raises(CourseError, match="was edited"):
        release_all(course, [TINY])
    path.write_text("not a notebook")
    with pytest.raises(CourseError, match="not a notebook that can be read"):
        release_all(course, [TINY])
    assert path.read_text() == "not a notebook"


def test_content_hash_sees_edits_and_not_the_form_of_a_file(release: NotebookNode) -> None:
    notebook = json.loads(to_bytes(release))
    assert content_hash(notebook) == release.metadata.course.content
    notebook["cells"][0]["source"] = ["".join(notebook["cells"][0]["source"])]
    assert content_hash(notebook) == release.metadata.course.content
    notebook["cells"].pop()
    assert content_hash(notebook) != release.metadata.course.content


def test_the_answered_release_has_the_tests_that_a_student_sees(
    source: NotebookNode, release: NotebookNode
) -> None:
    cells = {c.id: c.source for c in answered(source, release).cells}
    assert "np.asarray(x) * 2" in cells["double"]
    assert "HIDDEN" not in cells["test_double"]


def test_command_releases_several_and_names_what_is_wrong(
    course: Course, monkeypatch: pytest.MonkeyPatch, unchecked: list[str]
) -> None:
    # What was checked before is not run again, in other processes either.
    release_all(course, [TINY])
    course.released(TINY).unlink()
    text = course.source(TINY).read_text().replace("# **Points: {points}**", "# **Points: 25**")
    bad = course.root / "solutions" / "91_bad" / "91_bad.py"
    bad.parent.mkdir()
    bad.write_text(text)
    monkeypatch.chdir(course.root)
    done = CliRunner().invoke(app, ["release"])
    assert done.exit_code == 1
    assert "91_bad, cell cell-000: the first cell must be Markdown" in done.stderr
    assert "Traceback" not in done.stderr
    assert course.released(TINY).is_file(), "one bad notebook does not stop the others"
    assert not course.released("91_bad").exists()


@pytest.mark.parametrize("command", ["release", "grade", "feedback", "export"])
def test_unknown_notebook_is_one_sentence(
    course: Course, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(course.root)
    done = CliRunner().invoke(app, [command, "44"])
    assert done.exit_code == 1
    assert done.stderr == f"course: There is no notebook '44'. Choose one of: {TINY}.\n"


def test_source_that_is_no_notebook(course: Course) -> None:
    course.source(TINY).write_bytes(b"# ---\n# jupyter: [\n# ---\n# %%\n1\n")
    with pytest.raises(CourseError, match=r"percent format|exactly one line"):
        build(course, TINY)


def test_a_folder_that_is_no_notebook_is_named(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("11_a+b", "11_Test", "foo", "12_empty", ".hidden", "__pycache__"):
        (course.root / "solutions" / name).mkdir()
    assert course.strangers() == ["11_Test", "11_a+b", "12_empty", "foo"]
    monkeypatch.chdir(course.root)
    monkeypatch.setattr("autograder.release.notebooks.release_all", lambda *_: [])
    done = CliRunner().invoke(app, ["release"])
    assert done.exit_code == 0 and "Left out: solutions/11_a+b is no notebook" in done.stderr
