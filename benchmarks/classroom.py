"""A class for the benchmarks of grading: the reference, and answers of the exercise bank."""

from __future__ import annotations

import ast
import copy
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import numpy as np

from autograder.building.build import make_release, to_bytes
from autograder.building.cells import kind_of
from autograder.building.plan import make_plan
from autograder.building.source import build_source
from autograder.course import Course
from autograder.grading.grade import prepare
from autograder.proving import bank as exercise_bank
from autograder.release.check import answered

ROOT = Path(__file__).parents[1]
NOTEBOOK = "03_batchnorm"
#: Notebooks that differ; a longer class hands them in again, under other names.
DIFFERENT = 40
ENVIRONMENT = {
    **os.environ,
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
}


def prepare_class(ours: Path, students: int, theirs: Path | None = None) -> None:
    """Set up a course with a class that has handed in, and one of plain nbgrader with the same."""
    source = ROOT / "solutions" / NOTEBOOK / f"{NOTEBOOK}.py"
    for place in (ours / "solutions" / NOTEBOOK, ours / "notebooks" / NOTEBOOK):
        place.mkdir(parents=True)
    shutil.copyfile(source, ours / "solutions" / NOTEBOOK / source.name)
    shutil.copyfile(ROOT / "nbgrader_config.py", ours / "nbgrader_config.py")
    course = Course.at(ours)
    built = build_source(course, NOTEBOOK)
    release = make_release(course, NOTEBOOK, built)
    (ours / "notebooks" / NOTEBOOK / f"{NOTEBOOK}.ipynb").write_bytes(to_bytes(release))
    notebooks = [to_bytes(notebook) for notebook in class_of(built, release)]
    for number in range(students):
        for grading in filter(None, (ours / "grading", theirs)):
            folder = grading / "submitted" / f"student-{number:03d}" / NOTEBOOK
            folder.mkdir(parents=True)
            (folder / f"{NOTEBOOK}.ipynb").write_bytes(notebooks[number % DIFFERENT])
    # Both have built the assignment before: that is not part of grading.
    prepare(course, NOTEBOOK)
    if theirs is None:
        return
    folder = theirs / "source" / NOTEBOOK
    folder.mkdir(parents=True)
    nbformat.write(_without_experiments(built), folder / f"{NOTEBOOK}.ipynb")
    (theirs / "nbgrader_config.py").write_text("c = get_config()\n")
    generate = [sys.executable, "-m", "nbgrader", "generate_assignment", NOTEBOOK]
    subprocess.run(generate, cwd=theirs, env=ENVIRONMENT, check=True, capture_output=True)


def class_of(built: Any, release: Any) -> list[nbformat.NotebookNode]:
    """Return the notebooks of the class: two with right answers, the others with one mistake."""
    plan = make_plan(NOTEBOOK, built, release)
    perfect = _without_experiments(answered(built, release))
    steps = [step.id for step in plan.steps if step.kind == "solution"]
    wrong = [
        a for a in exercise_bank.answers(NOTEBOOK) if a.kind == "wrong" and a.exercise in steps
    ]
    picked = [wrong[i] for i in np.linspace(0, len(wrong) - 1, DIFFERENT - 2).astype(int)]
    mistaken = [_with_mistake(perfect, steps, answer) for answer in picked]
    return [perfect, copy.deepcopy(perfect), *mistaken]


def _with_mistake(
    perfect: nbformat.NotebookNode, steps: list[str], answer: exercise_bank.Answer
) -> nbformat.NotebookNode:
    """Return a notebook with a wrong answer, and nothing else wrong.

    A file of the bank may bring a forward pass whose cache is laid out in its own way. So the cell
    after it brings back what the notebook had: else the next backward pass would take a mean for a
    variance, and whether that is nan hangs on the hidden inputs, which two graders draw each.
    """
    notebook = copy.deepcopy(perfect)
    cells = {cell.id: cell for cell in notebook.cells}
    at = steps.index(answer.exercise)
    brought = _functions(answer.source) - _functions(cells[answer.exercise].source)
    back = [cells[i].source for i in steps[:at] if _functions(cells[i].source) & brought]
    cells[answer.exercise].source = answer.source
    for name in steps[at + 1 : at + 2]:
        cells[name].source = "\n\n\n".join([*back, cells[name].source])
    return notebook


def _functions(source: str) -> set[str]:
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def _without_experiments(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if kind_of(cell) == "experiment":
            cell.source = "pass"
    return notebook
