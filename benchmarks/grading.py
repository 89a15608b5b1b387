"""Grading a class: beside plain nbgrader, with two workers, over a long class, and on a cluster.

    python -m benchmarks.grading

Writes benchmarks/grading.json and the figures of docs/scale.md. Every measure is CPU time, of all
processes and the jails, and what is compared runs in one go, so a busy machine changes little.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from autograder import sandbox
from benchmarks import no_arguments
from benchmarks.classroom import ENVIRONMENT, NOTEBOOK, prepare_class
from benchmarks.clock import Clock, jail_clock
from benchmarks.scale import write_page

ROOT = Path(__file__).parents[1]
STUDENTS = 40
LONG = 300


def main() -> None:
    """Measure, print and write the figures."""
    clock = jail_clock()
    try:
        result = {**_beside_nbgrader(clock), "call_ms": round(_call_ms(), 3), **_at_scale(clock)}
    finally:
        clock.close()
    print(json.dumps(result, indent=1))
    target = ROOT / "benchmarks" / "grading.json"
    target.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    write_page(result)


def _beside_nbgrader(clock: Clock) -> dict[str, Any]:
    """Grade one class with both.

    Plain nbgrader runs every cell of a notebook, experiments too, which this course's grader skips.
    So that the ratio says something about the graders, the experiments are emptied for both.
    """
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours", Path(folder) / "theirs"
        prepare_class(ours, STUDENTS, theirs)
        command = [str(Path(sys.executable).with_name("course")), "grade", NOTEBOOK, "--json"]
        our_cpu, our_time, out = _measure(clock, command, ours)
        plain = [sys.executable, "-m", "nbgrader", "autograde", NOTEBOOK, "--force"]
        their_cpu, their_time, _ = _measure(clock, plain, theirs)
        scores = json.loads(out)["scores"][NOTEBOOK]
        our_marks = {s: round(row["score"], 2) for s, row in scores.items()}
        their_marks = _marks(theirs)
    # Hidden inputs are drawn for each submission here, and once for all there.
    apart = [abs(our_marks[student] - their_marks[student]) for student in our_marks]
    return {
        "students": STUDENTS,
        "cpu_ratio": round(our_cpu / their_cpu, 3),
        "throughput_ratio": round(their_time / our_time, 2),
        "marks": {"equal": apart.count(0.0), "most_apart": round(max(apart), 2)},
        "cpu_seconds": {"ours": round(our_cpu, 1), "nbgrader": round(their_cpu, 1)},
        "seconds": {"ours": round(our_time, 1), "nbgrader": round(their_time, 1)},
    }


def _at_scale(clock: Clock) -> dict[str, Any]:
    """Grade long classes in a process of its own, whose memory is its own too."""
    with tempfile.TemporaryDirectory() as folder:
        prepare_class(Path(folder), LONG)
        command = [sys.executable, "-m", "benchmarks.scale"]
        found: dict[str, Any] = json.loads(_measure(clock, command, Path(folder))[2])
    return found


def _measure(clock: Clock, command: list[str], folder: Path) -> tuple[float, float, str]:
    """Run a command; return the CPU seconds of it and all its children, the time, and stdout."""
    before, start = clock.seconds(), time.perf_counter()
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
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
    no_arguments("grading", __doc__)
    main()
