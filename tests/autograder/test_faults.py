"""Faults at random: after one more call everything is as if nothing had happened.

Where and when is drawn from a fixed seed; what runs at that moment differs from machine to machine,
and no moment may matter.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tiny_course import RIGHT, TINY, WRONG, put

from autograder.course import Course
from autograder.grading import gradebook
from autograder.grading.grade import Choice, grade_assignments
from autograder.grading.rows import class_rows
from autograder.running.execute import Limits
from autograder.sandbox.family import family_of
from tests.waiting import HANG, until

pytestmark = pytest.mark.sandbox
Handed = Callable[..., dict[str, Any]]
#: Kills by their aim, beside those of test_cluster.py. COURSE_FAULTS=all has fifty.
ALL = {"session": 26, "zygote": 8, "worker": 8, "grader": 8}
FEW = {"session": 4, "zygote": 2, "worker": 2, "grader": 2}
KILLS = ALL if os.environ.get("COURSE_FAULTS") == "all" else FEW
SLOW = "import time\ntime.sleep(0.05)\n"
LIMITS = Limits(HANG, HANG)


@pytest.fixture
def klass(class_course: Course, handed: Handed) -> Course:
    """Two students; one of them has a mark and a comment by hand."""
    for number, answers in enumerate((RIGHT, WRONG)):
        slow = {name: SLOW + answers[name] for name in ("double", "halve")}
        put(class_course, f"s{number}", handed({**answers, **slow}))
    grade(class_course)
    with gradebook.open_gradebook(class_course) as book:
        book.find_grade("explain_halve", TINY, TINY, "s0").manual_score = 4.0
        book.find_comment("explain_halve", TINY, TINY, "s0").manual_comment = "Well seen."
        book.db.commit()
    return class_course


def grade(course: Course, again: bool = False) -> None:
    grade_assignments(course, [TINY], LIMITS, choice=Choice(again), workers=2)


def state_of(course: Course) -> dict[str, Any]:
    """Return marks, hand marks and comments of everybody, and how often each is entered."""
    with gradebook.open_gradebook(course) as book:
        entered = sorted(s.student.id for s in book.assignment_submissions(TINY))
        comment = book.find_comment("explain_halve", TINY, TINY, "s0").manual_comment
    rows = {r.student: (r.state, r.score, r.hand, r.total) for r in class_rows(course, TINY)}
    return {"rows": rows, "entered": entered, "comment": comment}


def children(process: int) -> list[int]:
    with suppress(OSError):
        return [
            int(n) for n in Path(f"/proc/{process}/task/{process}/children").read_text().split()
        ]
    return []


def name_of(process: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/comm").read_text().strip()
    return ""


def lives(process: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


def victims(grader: int, aim: str) -> list[int]:
    """Return the processes of a grader that are what a kill is aimed at."""
    family = family_of(grader)
    workers = [p for p in family if any(name_of(c) == "bwrap" for c in children(p))]
    if aim == "grader":
        return [grader]
    if aim == "worker":
        return workers
    inside = [p for worker in workers for p in family_of(worker)[1:]]
    # The jail and its zygote are the first three; what comes and goes below are sessions.
    split = [p for p in inside if name_of(p) != "bwrap"]
    zygotes = [p for p in split if name_of(os_parent(p)) == "bwrap"]
    return zygotes if aim == "zygote" else [p for p in split if p not in zygotes]


def os_parent(process: int) -> int:
    with suppress(OSError, ValueError):
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


def kill_soon(grader: int, aim: str, rng: random.Random) -> threading.Thread:
    """Kill one of the victims, once there is one and a random time has passed."""
    wait, choice = rng.uniform(0, 0.3), rng.random()

    def kill() -> None:
        time.sleep(wait)
        for _ in range(500):
            if found := victims(grader, aim):
                with suppress(ProcessLookupError):
                    os.kill(found[int(choice * len(found))], signal.SIGKILL)
                return
            time.sleep(0.002)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def test_random_kills_cost_nothing(klass: Course) -> None:
    rng = random.Random(13)
    before = state_of(klass)
    aims = [aim for aim, count in KILLS.items() for _ in range(count)]
    rng.shuffle(aims)
    for number, aim in enumerate(aims):
        if aim == "grader":
            kill_a_grader(klass, rng)
        else:
            killer = kill_soon(os.getpid(), aim, rng)
            grade(klass, again=True)
            killer.join()
        grade(klass)
        assert state_of(klass) == before, (number, aim)


def another_grader(course: Course) -> subprocess.Popen[bytes]:
    """Start a grader in a process of its own; when this returns it begins to grade."""
    code = (
        "from pathlib import Path; from autograder.course import Course; "
        "from autograder.grading.grade import Choice, grade_assignments; "
        "print('ready', flush=True); "
        f"grade_assignments(Course.at(Path('.')), ['{TINY}'], choice=Choice(True), workers=1)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=course.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout and process.stdout.readline() == b"ready\n"
    return process


def kill_a_grader(course: Course, rng: random.Random) -> None:
    with another_grader(course) as process:
        time.sleep(rng.uniform(0.0, 4.0))
        left = family_of(process.pid)
        process.kill()
    assert until(lambda: not any(map(lives, left))), "what the grader had started is gone"


@pytest.fixture
def small_disk() -> Iterator[Callable[[int], None]]:
    """Bound the size of every file that is written, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_loses_nothing(klass: Course, small_disk: Callable[[int], None]) -> None:
    before = state_of(klass)
    records = {p: p.read_bytes() for p in klass.grading.glob("results/*/*.json")}
    small_disk(min(map(len, records.values())) // 2)
    with pytest.raises(OSError, match="File too large"):
        grade(klass, again=True)
    small_disk(resource.RLIM_INFINITY)
    for path, content in records.items():
        assert json.loads(path.read_bytes()) == json.loads(content)
    grade(klass)
    assert state_of(klass) == before
    assert not list(klass.grading.glob("results/*/.*.json.*")), "nothing half-written is left"


def test_two_graders_at_once_enter_everybody_once(klass: Course) -> None:
    before = state_of(klass)
    with another_grader(klass) as other:
        grade(klass, again=True)
    assert other.returncode == 0
    assert state_of(klass) == before
