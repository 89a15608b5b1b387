"""Honest students keep the points that a grader of one process takes from them."""

from __future__ import annotations

import copy
import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attack_kit import FULL, NAME, cell_of, hand_in, own_cell
from our_grader import OurGrader

from autograder.grading import gradebook
from autograder.grading.grade import grade_assignments
from autograder.grading.rows import Row, class_rows
from autograder.results.export import export_csv
from tests.waiting import until

pytestmark = pytest.mark.sandbox


@pytest.fixture
def notebook(grader: OurGrader) -> dict[str, Any]:
    path = hand_in(grader.folder("dan"), grader.release, grader.answers)
    loaded: dict[str, Any] = json.loads(path.read_text())
    return loaded


def points(grader: OurGrader, content: dict[str, Any] | bytes) -> tuple[float | None, str]:
    path = grader.folder("dan") / f"{NAME}.ipynb"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    run = grader.run(path)
    gradebook.save_run(grader.book, grader.course, grader.plan, "dan", run)
    row = {row.student: row for row in class_rows(grader.course, NAME)}["dan"]
    return row.score, row.reason


NOISE = {
    "a warning of NumPy": "np.log(np.zeros(1))",
    "a warning": "import warnings\n    warnings.warn('careful')",
    "text on stderr": "import sys\n    print('here', file=sys.stderr)",
    "200 000 prints": "[print(i) for i in range(4000)]",
}


@pytest.mark.parametrize("noise", NOISE)
def test_noise_in_a_graded_function(grader: OurGrader, notebook: Any, noise: str) -> None:
    """``relu_forward`` is called some fifty times: 4000 prints in each are 200 000."""
    cell = cell_of(notebook, "relu_forward")
    cell["source"] = f"def relu_forward(x):\n    {NOISE[noise]}\n    return np.maximum(0, x), x"
    assert points(grader, notebook) == (FULL, "")


def test_200_000_prints_in_a_cell(grader: OurGrader, notebook: Any) -> None:
    notebook["cells"].insert(3, own_cell("p", "for i in range(200_000):\n    print(i)"))
    assert points(grader, notebook) == (FULL, "")


@pytest.mark.parametrize(
    "source",
    [
        "exit()",
        "quit",
        "import sys\nsys.exit(1)",
        "import os\nos._exit(1)",
        "raise KeyboardInterrupt",
    ],
)
def test_an_exit_in_one_cell(grader: OurGrader, notebook: Any, source: str) -> None:
    notebook["cells"].insert(5, own_cell("e", source))
    assert points(grader, notebook) == (FULL, "")
    cell_of(notebook, "double")["source"] = source
    assert points(grader, notebook) == (FULL - 10, "")


def test_a_duplicated_test_cell(grader: OurGrader, notebook: Any) -> None:
    twin = copy.deepcopy(cell_of(notebook, "test_double"))
    notebook["cells"] += [twin, copy.deepcopy(cell_of(notebook, "double"))]
    assert points(grader, notebook) == (FULL, "")
    assert grader.honest() == FULL


def test_a_byte_order_mark(grader: OurGrader, notebook: Any) -> None:
    assert points(grader, b"\xef\xbb\xbf" + json.dumps(notebook).encode()) == (FULL, "")


def test_a_corrupt_file_is_no_zero(grader: OurGrader, notebook: Any) -> None:
    score, reason = points(grader, json.dumps(notebook).encode()[:-200])
    assert score is None
    assert "not a notebook" in reason


def test_a_renamed_file_is_no_zero(grader: OurGrader, notebook: Any) -> None:
    path = grader.folder("dan") / f"{NAME}.ipynb"
    path.rename(path.with_name("warmup (1).ipynb"))
    run = grader.run(path)
    assert run.result is None
    assert run.reason == f"there is no {NAME}.ipynb in the submission"


def test_a_name_with_a_comma_or_a_formula(tmp_path: Path) -> None:
    def row(name: str) -> Row:
        return Row("ana", name, "=1", "graded", "", 1.0, 2.0, None, 0.0, 0, 1.0)

    path = tmp_path / "grades.csv"
    export_csv({"00": [row('Alpha, "A"'), row("=cmd|' /C calc'!A0"), row("@SUM(1)")]}, path)
    with path.open(newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["name"] for line in lines] == ['Alpha, "A"', "'=cmd|' /C calc'!A0", "'@SUM(1)"]
    assert {(line["state"], line["by_tests"], line["section"]) for line in lines} == {
        ("graded", "1", "'=1")
    }


def test_a_grader_that_is_killed_in_the_middle(grader: OurGrader, tmp_path: Path) -> None:
    """What was graded stays, and the next run completes the class: nobody is at 0."""
    import shutil

    root = tmp_path / "course"
    shutil.copytree(grader.course.root, root)
    submitted = root / "grading" / "submitted"
    for student in ("eve", "dan"):
        shutil.rmtree(submitted / student, ignore_errors=True)
    for number in range(4):
        folder = submitted / f"s{number}" / NAME
        path = hand_in(folder, grader.release, grader.answers)
        notebook = json.loads(path.read_text())
        notebook["cells"].append(own_cell("slow", "import time\ntime.sleep(0.5)"))
        path.write_text(json.dumps(notebook))
    code = (
        "import sys; from pathlib import Path; from autograder.course import Course; "
        "from autograder.grading.grade import grade_assignments; "
        f"grade_assignments(Course.at(Path({str(root)!r})), [{NAME!r}], workers=1)"
    )
    process = subprocess.Popen([sys.executable, "-W", "ignore", "-c", code], start_new_session=True)
    results = root / "grading" / "results" / NAME
    assert until(lambda: list(results.glob("s*.json")))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    course = type(grader.course).at(root)
    halfway = {r.student: (r.state, r.score) for r in class_rows(course, NAME)}
    assert {value for value in halfway.values()} <= {("graded", FULL), ("new", None)}
    assert ("new", None) in halfway.values()
    done = grade_assignments(course, [NAME], grader.limits, workers=1)[NAME]
    assert {(r.state, r.score) for r in done} == {("graded", FULL)}
