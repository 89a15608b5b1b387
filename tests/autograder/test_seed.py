"""The seed of a submission: the same for the same work, another one for other work."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tiny_course import RIGHT

from autograder.building.plan import Plan, read_submission
from autograder.building.seed import assignment_key, course_secret, submission_seed
from autograder.course import Course

Handed = Callable[..., dict[str, Any]]
KEY = bytes(32)


@pytest.fixture
def seed_of(plan: Plan) -> Callable[[dict[str, Any]], int]:
    def seed_of(notebook: dict[str, Any], indent: int | None = None) -> int:
        content = json.dumps(notebook, indent=indent).encode()
        return submission_seed(KEY, plan, read_submission(content, plan))

    return seed_of


def own_cell(source: str, kind: str = "code") -> dict[str, Any]:
    cell = {"cell_type": kind, "id": "own", "metadata": {}, "source": source}
    return cell | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def test_the_same_work_has_the_same_seed(handed: Handed, seed_of: Callable[..., int]) -> None:
    """A second upload, a platform's form of the file, other outputs, prose and signature."""
    notebook = handed(RIGHT)
    seed = seed_of(notebook)
    again = handed(RIGHT)
    again["metadata"]["course"] |= {"release": "0" * 12, "handed_in": {"student": "s2", "at": "x"}}
    for cell in again["cells"]:
        if cell["id"] in RIGHT:
            cell["source"] = cell["source"].replace("\n", "\r\n").splitlines(keepends=True)
        elif cell["cell_type"] == "markdown" and "nbgrader" not in cell["metadata"]:
            cell["source"] += "\n\nA sentence more."
        if cell["cell_type"] == "code":
            cell["execution_count"] = 7
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "hi"}]
    again["cells"].insert(2, own_cell("a note of mine", "markdown"))
    assert seed_of(again, indent=1) == seed
    for cell in again["cells"]:
        if cell["id"] == "explain_halve":
            cell["source"] = "Another answer in words."
    assert seed_of(again) == seed, "what is not run does not count"


@pytest.mark.parametrize("change", ["answer", "space", "own cell", "order", "cut in two"])
def test_other_work_has_another_seed(
    handed: Handed, seed_of: Callable[..., int], change: str
) -> None:
    notebook = handed(RIGHT)
    notebook["cells"][2:2] = [own_cell("a = 1\nb = 2"), own_cell("c = 3")]
    seed = seed_of(notebook)
    cells = notebook["cells"]
    if change == "answer":
        next(c for c in cells if c["id"] == "double")["source"] = "def double(x):\n    return 2 * x"
    elif change == "space":
        next(c for c in cells if c["id"] == "double")["source"] += "  # mine"
    elif change == "own cell":
        cells[2]["source"] = "a = 2"
    elif change == "order":
        cells[2], cells[3] = cells[3], cells[2]
    else:
        cells[2:3] = [own_cell("a = 1"), own_cell("b = 2")]
    assert seed_of(notebook) != seed


def test_another_key_gives_another_seed(plan: Plan) -> None:
    seeds = {submission_seed(bytes([i]) * 32, plan, plan.reference()) for i in range(20)}
    assert len(seeds) == 20
    assert all(0 <= seed < 2**62 for seed in seeds)


def test_the_secret_is_drawn_once_and_for_its_owner_alone(course: Course) -> None:
    with ThreadPoolExecutor(8) as pool:
        drawn = set(pool.map(course_secret, [course] * 32))
    assert len(drawn) == 1
    assert len(drawn.pop()) == 32
    path = course.grading / "secret"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in course.grading.iterdir()] == ["secret"]
    assert assignment_key(course, "a") != assignment_key(course, "b") != course_secret(course)
