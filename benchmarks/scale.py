"""What a submission costs in each process, and what follows for classes of any size."""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
import textwrap
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.grading.grade import Choice, grade_assignments, plan_alone, write_journal
from autograder.running.cluster import ClusterWorkers
from autograder.running.execute import Limits
from autograder.running.workers import Workers, local_workers
from autograder.sandbox.family import family_of
from benchmarks import no_arguments
from benchmarks.classroom import NOTEBOOK
from benchmarks.clock import jail_clock

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"
#: Submissions of a turn, and of one that warms up.
TURN, FEW = 40, 6
CORES, MACHINES = 8, 10
#: Of plain nbgrader's CPU time for a class, start and all.
GOAL = 0.12
#: What a command that grades has loaded before the first submission.
LOADED = "import autograder.grading.grade, nbgrader.api"
CLASSES = {"a class": 300, "a large course": 5000, "a MOOC": 100_000}


@dataclass
class Cost:
    """Seconds by the wall and of CPU: in this process, and in all others."""

    wall: float = 0.0
    own: float = 0.0
    others: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.wall + other.wall, self.own + other.own, self.others + other.others)


def main() -> None:
    """Measure on the class in the working directory, and print the figures as JSON."""
    bench = _Bench()
    first, one, two = Cost(), Cost(), Cost()
    for _ in range(2):  # by turns, so that what else the machine does meets both
        cold, warm = bench.local(1)
        first, one = first + cold, one + warm
        two += bench.local(2)[1]
    cluster = bench.cluster()
    whole, memory = bench.whole()
    n = 2 * TURN
    own, others, others_of_two = one.own / n, one.others / n, two.others / n
    # What bounds the rate on a machine that is free: the slower of the grader and its workers.
    dask = (cluster.own + cluster.others) / TURN - own - others
    by_cpu = max(own, others) / max(own, others_of_two / 2)
    figures = {
        "two_workers": round(by_cpu, 2),
        "two_workers_by_wall": round(one.wall / two.wall, 2),
        "dask_overhead_ms": round(1000 * dask),
        "submission_ms": {
            "worker_and_sandbox": round(1000 * others, 1),
            "grader_up_to_the_journal": round(1000 * own, 1),
            "gradebook": round(1000 * (whole.own / len(bench.students) - own), 1),
        },
        "start_ms": {
            "imports": round(1000 * bench.imports()),
            "worker_and_sandbox": round(1000 * (first.others / 2 - FEW * others)),
        },
        "memory_mb": memory,
    }
    bench.clock.close()
    print(json.dumps(figures))


class _Bench:
    def __init__(self) -> None:
        self.course = Course.at(Path.cwd())
        self.students = list(self.course.submitted(NOTEBOOK))
        self.plan = plan_alone(self.course, NOTEBOOK)
        self.clock = jail_clock()

    def imports(self) -> float:
        """Return the CPU seconds of what the command imports, the mean of three."""
        start = self.clock.seconds()
        for _ in range(3):
            subprocess.run([sys.executable, "-c", LOADED], check=True)
        return (self.clock.seconds() - start) / 3

    def local(self, workers: int) -> tuple[Cost, Cost]:
        """Run a few with new worker processes, then a turn; return the cost of both."""
        crew = local_workers(workers)
        return self._journal(crew, FEW * workers), self._journal(crew, TURN)

    def cluster(self) -> Cost:
        """Run a turn with one worker of a cluster on this machine."""
        from distributed import LocalCluster

        with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
            crew = ClusterWorkers(cluster.scheduler_address)
            self._journal(crew, FEW)
            cost = self._journal(crew, TURN)
            crew.close()
        return cost

    def whole(self) -> tuple[Cost, dict[str, list[int]]]:
        """Grade everybody into the gradebook; return the cost, and the memory on the way."""
        local_workers(1)
        memory: dict[str, list[int]] = {"at": [], "grader": [], "all": []}
        count = 0

        def look(done: str, failed: bool = False) -> None:
            nonlocal count
            count += 1
            if count % 50 == 0:
                sizes = [_megabytes(process) for process in family_of(os.getpid())]
                for key, value in (("at", count), ("grader", sizes[0]), ("all", sum(sizes))):
                    memory[key].append(value)

        def work() -> None:
            grade_assignments(
                self.course, [NOTEBOOK], Limits(), look, Choice(again=True), workers=1
            )

        return self._cost(work), memory

    def _journal(self, crew: Workers, count: int) -> Cost:
        tasks = [(NOTEBOOK, student) for student in self.students[:count]]

        def work() -> None:
            write_journal(
                self.course, self.plan, tasks, Limits(), Choice(again=True), crew, _ignore
            )

        return self._cost(work)

    def _cost(self, work: Any) -> Cost:
        wall, own, total = time.perf_counter(), time.process_time(), self.clock.seconds()
        work()
        spent = time.process_time() - own
        return Cost(time.perf_counter() - wall, spent, self.clock.seconds() - total - spent)


def _ignore(done: str, failed: bool = False) -> None:
    """Show nothing."""


def _megabytes(process: int) -> int:
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) >> 10 if found else 0


def page(result: Mapping[str, Any]) -> str:
    """Return the figures of docs/scale.md, all of them from one run of the benchmark."""
    cost = result["submission_ms"]
    worker, grader, book = (cost[name] for name in cost)
    memory = result["memory_mb"]
    theirs = 1000 * result["cpu_seconds"]["nbgrader"] / result["students"]
    whole = worker + grader + book
    texts = [
        f"One submission of notebook 03 costs {whole:.0f} ms of CPU time: {worker:.0f} ms in a "
        f"worker and its sandbox, {grader:.0f} ms in the grader up to the journal, {book:.0f} ms "
        f"in the gradebook. Plain nbgrader takes {theirs:.0f} ms for it, so this is "
        f"{whole / theirs:.2f} of that. For a class of {result['students']} it is "
        f"{result['cpu_ratio']:.2f}{_start(result)}.",
        f"By their CPU time two workers do {result['two_workers']:g} times the work of one, up to "
        f"the journal; by the clock it was {result['two_workers_by_wall']:g} times, beside what "
        f"else the machine did. Dask adds {result['dask_overhead_ms']} ms of CPU time to a "
        f"submission. The grader holds {memory['grader'][0]} MB after {memory['at'][0]} "
        f"submissions and {memory['grader'][-1]} MB after {memory['at'][-1]}; with a worker and "
        f"its sandbox it is {max(memory['all'])} MB at most.",
    ]
    table = [
        f"| | submissions | CPU hours | one machine with {CORES} cores | {MACHINES} of them, in "
        "shards | what bounds it |",
        "|---|---|---|---|---|---|",
        *(_row(name, count, worker, grader, book) for name, count in CLASSES.items()),
    ]
    return "\n\n".join([*(textwrap.fill(text, 100) for text in texts), "\n".join(table)])


def _start(result: Mapping[str, Any]) -> str:
    """Return what the start of a command adds for a small class, and whether the goal is met."""
    start = result["start_ms"]
    met = "meets" if result["cpu_ratio"] <= GOAL else "misses"
    return (
        f", which {met} our goal of {GOAL}: a command imports for {start['imports']} ms, and each "
        f"worker with its sandbox takes {start['worker_and_sandbox']} ms before its first "
        "submission"
    )


def _row(name: str, count: int, worker: float, grader: float, book: float) -> str:
    seconds = count / 1000
    whole, alone = worker + grader + book, grader + book
    machine = seconds * max(alone, whole / CORES)
    # Shards write the journal; the gradebook is written afterwards, by one process.
    shards = seconds * ((worker + grader) / CORES / MACHINES + book)
    bound = "its cores"
    if alone > whole / CORES:
        bound = f"the gradebook has one writer: {math.ceil(worker / alone)} workers keep it busy"
    return (
        f"| {name} | {count} | {seconds * whole / 3600:.2f} | {_time(machine)} | "
        f"{_time(shards)} | {bound} |"
    )


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} minutes"


def write_page(result: Mapping[str, Any]) -> None:
    """Put the figures into docs/scale.md."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_figures(text, page(result)), encoding="utf-8")


def with_figures(text: str, figures: str) -> str:
    """Return the page with the figures between their marks."""
    start, end = "<!-- figures: benchmarks/grading.json -->", "<!-- end of the figures -->"
    before, rest = text.split(start)
    after = rest.split(end)[1]
    return f"{before}{start}\n{figures}\n{end}{after}"


if __name__ == "__main__":
    no_arguments("scale", __doc__)
    main()
