"""The public folder: what is in it, that it may be public, and that it works when graded."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from nbformat import NotebookNode
from tiny_course import TINY

from autograder.building.build import to_bytes
from autograder.building.plan import Plan, read_submission
from autograder.course import HOUSE, Course
from autograder.release.front_ends import INSTALL
from autograder.release.public import UNKNOWN, make_public
from autograder.running.execute import Limits, execute
from course_lib.student.errors import CourseError
from course_lib.student.workspace import write_atomically
from tests.project.test_what_leaves import (
    NOTEBOOKS,
    files_of_solutions,
    secret_lines,
    told,
    without_library,
)


@pytest.fixture
def released(course: Course, release: NotebookNode) -> Course:
    write_atomically(course.released(TINY), to_bytes(release))
    return course


def files(folder: Path) -> dict[str, bytes]:
    found = (p for p in folder.rglob("*") if p.is_file() and ".git" not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def test_nothing_of_the_instructor_is_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    make_public(Course.at(HOUSE), NOTEBOOKS, folder)
    held = files(folder)
    assert {name.partition("/")[0] for name in held} == {
        *(".binder", ".gitignore", "LICENSE", "LICENSE-CONTENT", "Makefile", "README.md"),
        *("course_lib", "environment.yml", "notebooks", "pyproject.toml"),
    }
    assert len([name for name in held if name.endswith(".ipynb")]) == len(NOTEBOOKS)
    assert files_of_solutions(held) == []
    for notebook in NOTEBOOKS:
        assert told(without_library(held), secret_lines(notebook)) == []
    texts = b"".join(without_library(held).values())
    for secret in (b"autograder", b"BEGIN ", b"hidden test", b"secret"):
        assert secret not in texts


@pytest.mark.git
def test_links_and_cells_name_the_repository_it_is_a_clone_of(
    released: Course, tmp_path: Path
) -> None:
    folder = tmp_path / "public"
    assert make_public(released, [TINY], folder) == UNKNOWN
    subprocess.run(["git", "init", "-q", "-b", "trunk", folder], check=True)
    remote = ["git", "-C", folder, "remote", "add", "origin", "git@github.com:one/nets.git"]
    subprocess.run(remote, check=True)
    assert make_public(released, [TINY], folder) == "one/nets"
    readme = (folder / "README.md").read_text()
    path = f"notebooks/{TINY}/{TINY}.ipynb"
    assert f"https://colab.research.google.com/github/one/nets/blob/trunk/{path}" in readme
    assert f"https://mybinder.org/v2/gh/one/nets/trunk?urlpath=lab/tree/{path}" in readme
    assert UNKNOWN not in readme
    cells = json.loads((folder / path).read_text())["cells"]
    first = "".join(next(c for c in cells if c["cell_type"] == "code")["source"])
    assert "%pip install -q git+https://github.com/one/nets@trunk" in first


def test_a_later_release_replaces_its_own_files_and_nobody_elses(
    released: Course, tmp_path: Path
) -> None:
    folder = tmp_path / "public"
    write_atomically(folder / "notebooks" / "gone" / "gone.ipynb", b"{}")
    write_atomically(folder / "docs" / "mine.md", b"mine")
    make_public(released, [TINY], folder)
    assert "notebooks/gone/gone.ipynb" not in files(folder)
    assert (folder / "docs" / "mine.md").read_bytes() == b"mine"


def test_a_folder_in_the_private_repository_is_refused(released: Course) -> None:
    with pytest.raises(CourseError, match="stays private"):
        make_public(released, [TINY], released.root / "public")
    assert not (released.root / "public").exists()


@pytest.mark.sandbox
def test_work_that_was_done_there_is_graded_in_full(
    released: Course, plan: Plan, handed, tmp_path: Path
) -> None:
    """The cells that a front end needs are not run by the grader, nor do they move its seeds."""
    make_public(released, [TINY], tmp_path / "public")
    path = tmp_path / "public" / "notebooks" / TINY / f"{TINY}.ipynb"
    notebook = json.loads(path.read_text())
    answers = plan.reference().answers
    for cell in notebook["cells"]:
        cell["source"] = answers.get(cell["id"], cell["source"])
    assert any(cell["id"] == INSTALL for cell in notebook["cells"])
    submission = read_submission(json.dumps(notebook).encode(), plan)
    assert submission.answers == plan.reference().answers and not submission.extras
    result = execute(plan, submission, Limits())
    assert not result.failure
    tests = [result.cells[s.id] for s in plan.steps if s.kind == "test"]
    assert sum(cell.points for cell in tests) == 20
    assert {cell.outcome for cell in result.cells.values()} == {"ok"}
