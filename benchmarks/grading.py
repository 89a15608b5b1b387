"""Grading a class beside plain nbgrader: the same submissions, one run after the other.

    python -m benchmarks.grading

Both grade the same 40 submissions of notebook 03: the reference and answers of the exercise bank.
Plain nbgrader runs every cell of a notebook, experiments too, which this course's grader skips.
So that the ratio says something about the graders, the experiments are emptied for both.
Writes benchmarks/grading.json.
"""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import numpy as np

from autograder import sandbox
from autograder.building.build import make_release, to_bytes
from autograder.building.cells import kind_of
from autograder.building.plan import make_plan
from autograder.building.source import build_source
from autograder.course import Course
from autograder.grading.grade import prepare
from autograder.proving import bank as exercise_bank
from autograder.release.check import answered
from benchmarks.clock import Clock, GroupClock

ROOT = Path(__file__).parents[1]
NOTEBOOK = "03_batchnorm"
STUDENTS = 40
ENVIRONMENT = {
    **os.environ,
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
}


def main() -> None:
    """Measure, print and write the figures."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours", Path(folder) / "theirs"
        _prepare(ours, theirs)
        command = [Path(sys.executable).with_name("course"), "grade", NOTEBOOK, "--json"]
        clock = _clock()
        our_cpu, our_time, out = _measure(clock, command, ours)
        plain = [sys.executable, "-m", "nbgrader", "autograde", NOTEBOOK, "--force"]
        their_cpu, their_time, _ = _measure(clock, plain, theirs)
        scores = json.loads(out)["scores"][NOTEBOOK]
        our_marks = {s: round(row["score"], 2) for s, row in scores.items()}
        their_marks = _marks(theirs)
    different = {s for s in our_marks if our_marks[s] != their_marks.get(s)}
    result = {
        "students": STUDENTS,
        "cpu_ratio": round(our_cpu / their_cpu, 3),
        "throughput_ratio": round(their_time / our_time, 2),
        "call_ms": round(_call_ms(), 3),
        "marks_equal": not different,
        "cpu_seconds": {"ours": round(our_cpu, 1), "nbgrader": round(their_cpu, 1)},
        "seconds": {"ours": round(our_time, 1), "nbgrader": round(their_time, 1)},
    }
    print(json.dumps(result, indent=1))
    if different:
        print({s: (our_marks[s], their_marks.get(s)) for s in sorted(different)}, file=sys.stderr)
    target = ROOT / "benchmarks" / "grading.json"
    target.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _prepare(ours: Path, theirs: Path) -> None:
    """Set up two courses with the same class: this project's, and one of plain nbgrader."""
    source = ROOT / "solutions" / NOTEBOOK / f"{NOTEBOOK}.py"
    for place in (ours / "solutions" / NOTEBOOK, ours / "notebooks" / NOTEBOOK):
        place.mkdir(parents=True)
    shutil.copyfile(source, ours / "solutions" / NOTEBOOK / source.name)
    shutil.copyfile(ROOT / "nbgrader_config.py", ours / "nbgrader_config.py")
    course = Course.at(ours)
    built = build_source(course, NOTEBOOK)
    release = make_release(course, NOTEBOOK, built)
    (ours / "notebooks" / NOTEBOOK / f"{NOTEBOOK}.ipynb").write_bytes(to_bytes(release))
    for student, notebook in _class(built, release).items():
        for grading in (ours / "grading", theirs):
            folder = grading / "submitted" / student / NOTEBOOK
            folder.mkdir(parents=True)
            nbformat.write(notebook, folder / f"{NOTEBOOK}.ipynb")
    folder = theirs / "source" / NOTEBOOK
    folder.mkdir(parents=True)
    nbformat.write(_without_experiments(built), folder / f"{NOTEBOOK}.ipynb")
    (theirs / "nbgrader_config.py").write_text("c = get_config()\n")
    # Both have built the assignment before: that is not part of grading.
    prepare(course, NOTEBOOK)
    generate = [sys.executable, "-m", "nbgrader", "generate_assignment", NOTEBOOK]
    subprocess.run(generate, cwd=theirs, env=ENVIRONMENT, check=True, capture_output=True)


def _class(built, release) -> dict[str, nbformat.NotebookNode]:  # type: ignore[no-untyped-def]
    """Return the notebooks of the class by student: right answers, and one mistake each."""
    plan = make_plan(NOTEBOOK, built, release)
    perfect = _without_experiments(answered(built, release))
    steps = {step.id: step for step in plan.steps if step.kind == "solution"}
    wrong = [
        a for a in exercise_bank.answers(NOTEBOOK) if a.kind == "wrong" and a.exercise in steps
    ]
    picked = [wrong[i] for i in np.linspace(0, len(wrong) - 1, STUDENTS - 2).astype(int)]
    notebooks = {"student-00": perfect, "student-01": copy.deepcopy(perfect)}
    for number, answer in enumerate(picked, start=2):
        notebook = copy.deepcopy(perfect)
        cell = next(c for c in notebook.cells if c.id == answer.exercise)
        cell.source = answer.source
        notebooks[f"student-{number:02d}"] = notebook
    return notebooks


def _without_experiments(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if kind_of(cell) == "experiment":
            cell.source = "pass"
    return notebook


def _clock() -> Clock:
    """Return a clock that also counts the jail."""
    try:
        return GroupClock()
    except OSError:
        return _ScopeClock()


class _ScopeClock:
    """Counts the control group that this process is in already (version 2)."""

    def __init__(self) -> None:
        own = Path("/proc/self/cgroup").read_text().strip().partition("::")[2]
        self._file = Path(f"/sys/fs/cgroup{own}/cpu.stat")
        if own == "/" or os.geteuid() == 0:
            # Root's sessions get groups of their own elsewhere.
            raise SystemExit(
                "To count the CPU time of the jail, run this as an ordinary user in a group of its "
                "own: systemd-run --user --scope python -m benchmarks.grading"
            )

    def seconds(self) -> float:
        return int(self._file.read_text().split()[1]) * 1e-6


def _measure(clock: Clock, command: list[str], folder: Path) -> tuple[float, float, str]:
    """Run a command; return the CPU seconds of it and all its children, the time, and stdout."""
    before, start = clock.seconds(), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    seconds, cpu = time.perf_counter() - start, clock.seconds() - before
    if done.returncode:
        raise SystemExit(f"{command} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return cpu, seconds, done.stdout


def _marks(folder: Path) -> dict[str, float]:
    """Return what plain nbgrader's tests gave."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return {
            s.student.id: round(sum(g.auto_score or 0.0 for n in s.notebooks for g in n.grades), 2)
            for s in gradebook.assignment_submissions(NOTEBOOK)
        }


def _call_ms() -> float:
    """Return the median milliseconds of a proxied call with a 100 x 100 array in and out."""
    x = np.ones((100, 100))
    times = []
    with sandbox.Sandbox() as box, box.session() as session:
        session.run_cell("def double(x): return 2 * x", 30.0)
        double = session.proxy("double")
        for _ in range(300):
            start = time.perf_counter()
            double(x)
            times.append(time.perf_counter() - start)
    return 1000 * float(np.median(times))


if __name__ == "__main__":
    main()
