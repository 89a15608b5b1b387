"""A small course in a temporary folder: the fixture source, real nbgrader, real kernels."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from tiny_course import RIGHT, ROSTER, TINY, new_course

from autograder.building.build import make_release, to_bytes
from autograder.building.plan import Plan, make_plan
from autograder.building.source import build_source
from autograder.course import Course
from autograder.grading import grade
from autograder.grading.grade import prepare
from course_lib.student.signed import sign
from course_lib.student.workspace import text_of

#: When the files were made that students hand in.
MADE = datetime(2024, 3, 1, 10, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _one_worker() -> Iterator[None]:
    """For a class of two a second worker and its sandbox cost more than the class itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grade, "best_count", lambda: 1)
        yield


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course where nothing was done yet."""
    return new_course(tmp_path / "course")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[NotebookNode, NotebookNode]:
    """The instructor's and the student's notebook of the fixture."""
    course = new_course(tmp_path_factory.mktemp("built") / "course")
    source = build_source(course, TINY)
    return source, make_release(course, TINY, source)


@pytest.fixture(scope="session")
def source(built: tuple[NotebookNode, NotebookNode]) -> NotebookNode:
    return built[0]


@pytest.fixture(scope="session")
def release(built: tuple[NotebookNode, NotebookNode]) -> NotebookNode:
    return built[1]


@pytest.fixture(scope="session")
def plan(built: tuple[NotebookNode, NotebookNode]) -> Plan:
    return make_plan(TINY, *built)


@pytest.fixture(scope="session")
def _prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Making a gradebook takes seconds, so it is made once and copied."""
    course = new_course(tmp_path_factory.mktemp("prepared") / "course")
    prepare(course, TINY)
    return course.root


@pytest.fixture
def copy_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Course]:
    """Copy the course in a folder; commands run in the copy."""

    def copy(folder: Path) -> Course:
        root = tmp_path / "course"
        shutil.copytree(folder, root)
        monkeypatch.chdir(root)
        return Course.at(root)

    return copy


@pytest.fixture
def class_course(_prepared: Path, copy_of: Callable[[Path], Course]) -> Course:
    """A course with a gradebook."""
    return copy_of(_prepared)


@pytest.fixture(scope="module")
def shared_course(_prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course with a gradebook that the tests of a file fill once, and copy."""
    return Course.at(shutil.copytree(_prepared, tmp_path_factory.mktemp("shared") / "course"))


Handed = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def handed(release: NotebookNode) -> Handed:
    """Return a student's notebook with some answers, as plain values."""

    def make(answers: dict[str, str] | None = None, drop: tuple[str, ...] = ()) -> dict[str, Any]:
        notebook: dict[str, Any] = json.loads(to_bytes(release))
        notebook["cells"] = [c for c in notebook["cells"] if c["id"] not in drop]
        for cell in notebook["cells"]:
            cell["source"] = (answers or {}).get(cell["id"], text_of(cell))
        return notebook

    return make


@pytest.fixture
def listed(course: Course) -> Course:
    """A course with a roster."""
    (course.root / "students.csv").write_text(ROSTER)
    return course


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


@pytest.fixture
def file_of(handed: Handed) -> Callable[..., bytes]:
    """Return what ``course submit`` writes, for a student and with any words about the time."""

    def make(student: str, at: str = "", answers: dict[str, str] = RIGHT) -> bytes:
        notebook = json.loads(sign(handed(answers), TINY, student, MADE))
        notebook["metadata"]["course"]["handed_in"]["at"] = at or MADE.isoformat()
        return json.dumps(notebook).encode()

    return make
