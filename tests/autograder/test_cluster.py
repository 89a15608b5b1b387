"""A class on a Dask cluster: the same marks, and whatever dies there costs nothing."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from dask_cluster import Cluster
from tiny_course import RIGHT, TINY, WRONG, put

from autograder.building.plan import Plan
from autograder.building.seed import assignment_key, course_secret, submission_seed
from autograder.course import Course
from autograder.grading.grade import Choice, grade_assignments
from autograder.grading.journal import read_records, take_in
from autograder.running import cluster as running
from autograder.running.execute import Limits
from autograder.sandbox.family import family_of
from course_lib.student.errors import CourseError
from tests.waiting import HANG

pytestmark = pytest.mark.sandbox
Handed = Callable[..., dict[str, Any]]
LIMITS = Limits(HANG, HANG)
SLOW = "import time\ntime.sleep(0.2)\n"
#: With those of test_faults.py, the random kills of the fault matrix.
KILLS = ("worker", "scheduler", "worker", "scheduler")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    there = Cluster(tmp_path_factory.mktemp("cluster"))
    there.start(workers=2)
    yield there
    there.close()


@pytest.fixture
def klass(class_course: Course, handed: Handed) -> Course:
    for number, answers in enumerate((RIGHT, WRONG, RIGHT)):
        put(class_course, f"s{number}", handed({**answers, "halve": SLOW + answers["halve"]}))
    return class_course


def grade(course: Course, scheduler: str, again: bool = False) -> dict[str, Any]:
    rows = grade_assignments(course, [TINY], LIMITS, choice=Choice(again), scheduler=scheduler)
    return {row.student: (row.state, row.reason, row.score) for row in rows[TINY]}


def results(course: Course) -> dict[str, Any]:
    """Return the records without what is another one each time: seconds."""
    records = read_records(course, TINY)
    for record in records.values():
        record["result"]["cpu"] = 0.0
        for cell in record["result"]["cells"].values():
            cell["seconds"] = 0.0
    return records


def test_a_cluster_gives_the_same_records(
    cluster: Cluster, klass: Course, handed: Handed, tmp_path: Path
) -> None:
    mark = tmp_path / "student_was_here"
    curious = f"from pathlib import Path\nPath({str(mark)!r}).write_text('I')\n"
    put(klass, "curious", handed({**RIGHT, "double": curious + RIGHT["double"]}))
    there = grade(klass, cluster.address)
    records = results(klass)
    assert grade(klass, "", again=True) == there
    assert results(klass) == records
    assert {r["result"]["protection"] for r in records.values()} == {"bubblewrap"}
    assert there["s0"] == ("graded", "", 20.0) != there["s1"]
    assert not mark.exists(), "a worker ran student code outside of its sandbox"


def test_neither_logs_nor_command_lines_hold_a_secret(
    cluster: Cluster, klass: Course, plan: Plan
) -> None:
    grade(klass, cluster.address)
    key = assignment_key(klass, TINY)
    seeds = [
        str(submission_seed(key, plan, work))
        for path in klass.submitted(TINY).values()
        if (work := take_in(plan, path).submission)
    ]
    assert cluster.scheduler
    pids = [p for one in (cluster.scheduler, *cluster.workers) for p in family_of(one.pid)]
    lines = "".join(map(command_line, pids))
    told = cluster.printed() + lines + repr(running.Sealed("plan", "job", {}))
    assert "Registered to" in told, "the workers' log is read"
    assert "autograder.sandbox.zygote" in told, "the command lines of their jails are read"
    assert len(seeds) == 3
    for secret in (course_secret(klass).hex(), key.hex(), *seeds, "share_of_double"):
        assert secret not in told
    assert (klass.grading / "secret").stat().st_mode & 0o777 == 0o600


def command_line(process: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text()
    return ""


@pytest.mark.parametrize("differs", ["code", "numpy", "getting-neural-nets-to-train"])
def test_another_version_is_refused_in_one_sentence(
    cluster: Cluster, klass: Course, monkeypatch: pytest.MonkeyPatch, differs: str
) -> None:
    own = running._made_with

    def other(plan: str) -> dict[str, str]:
        return {**own(plan), differs: "7.7"}

    monkeypatch.setattr(running, "_made_with", other)
    with pytest.raises(CourseError, match=f"refuses to grade: it has {differs} .* and not 7.7"):
        grade(klass, cluster.address)
    assert not read_records(klass, TINY)


def test_no_scheduler_is_one_sentence(klass: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PATIENCE", 0.5)
    with pytest.raises(CourseError, match="No scheduler of Dask answers at tcp://127"):
        grade(klass, "tcp://127.0.0.1:1")


def test_random_kills_in_a_cluster_cost_nothing(cluster: Cluster, klass: Course) -> None:
    rng = random.Random(8)
    before, records = grade(klass, cluster.address), results(klass)
    for aim in KILLS:
        cluster.start(workers=2)
        killer = kill_soon(cluster, aim, rng)
        with suppress(CourseError):
            grade(klass, cluster.address, again=True)
        killer.join()
        cluster.start(workers=2)
        assert grade(klass, cluster.address) == before, aim
        assert results(klass) == records


def test_a_scheduler_that_has_gone_is_told_and_the_same_command_goes_on(
    cluster: Cluster, klass: Course
) -> None:
    cluster.start(workers=1)
    done: list[str] = []

    def progress(name: str, failed: bool = False) -> None:
        if not done and cluster.scheduler:
            cluster.scheduler.kill()
        done.append(name)

    with pytest.raises(CourseError, match=r"scheduler has gone: . of 3 are graded\. Run"):
        grade_assignments(klass, [TINY], LIMITS, progress, scheduler=cluster.address)
    assert 1 <= len(done) < 3
    cluster.start(workers=1)
    rest: list[str] = []

    def count(name: str, failed: bool = False) -> None:
        rest.append(name)

    grade_assignments(klass, [TINY], LIMITS, count, scheduler=cluster.address)
    states = [record["state"] for record in read_records(klass, TINY).values()]
    assert states == ["graded"] * 3


def kill_soon(cluster: Cluster, aim: str, rng: random.Random) -> threading.Thread:
    """Kill a worker or the scheduler after a random time."""
    assert cluster.scheduler
    process = cluster.scheduler if aim == "scheduler" else rng.choice(cluster.workers)
    wait = rng.uniform(0.5, 2.5)

    def kill() -> None:
        time.sleep(wait)
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
        process.wait()

    thread = threading.Thread(target=kill)
    thread.start()
    return thread
