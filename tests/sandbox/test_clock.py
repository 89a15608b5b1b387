"""A limit of time counts what the processor did, for all processes of a session."""

import math

import pytest

from autograder.sandbox import Deadline, Starved, TimedOut
from autograder.sandbox.clock import CORES

BUSY_CHILDREN = """
import os, time
for _ in range(3):
    if os.fork() == 0:
        while True: pass
time.sleep(1000)
"""
# Each child works for a while and is buried by the one that made it, before anybody looks.
SHORT_CHILDREN = """
import os, time
def work():
    while sum(os.times()[:2]) < 0.05: pass
while True:
    child = os.fork()
    if not child:
        work(); os._exit(0)
    os.waitpid(child, 0)
"""


@pytest.mark.parametrize("source", [BUSY_CHILDREN, SHORT_CHILDREN, "while True: pass"])
def test_the_time_of_children_counts(sandbox, source):
    with sandbox.session() as session:
        session.patience = 1000.0  # the wall's clock does not end it
        assert session.run_cell("1", 20.0).ok
        before = session.processor_seconds()
        result = session.run_cell(source, 0.5)
        assert result.timed_out and type(session.death) is TimedOut
        assert session.processor_seconds() - before >= 0.5


def test_waiting_is_told_from_working(sandbox):
    with sandbox.session() as session:
        session.patience = 1.0
        result = session.run_cell("import time; time.sleep(1000)", 0.3)
        assert result.timed_out and type(session.death) is Starved
        assert result.error_name == "Starved"


def test_sleep_costs_no_time(sandbox):
    with sandbox.session() as session:
        session.patience = 1000.0
        assert session.run_cell("import time; time.sleep(0.5)", 0.3).ok


def test_what_went_before_is_not_counted(sandbox):
    with sandbox.session() as session:
        session.patience = math.inf
        work = "import os\nend = sum(os.times()[:2]) + 0.3\nwhile sum(os.times()[:2]) < end: pass"
        for _ in range(6):  # more than the limit together; alone, far from it
            assert session.run_cell(work, 1.5).ok


def test_a_deadline_looks_when_the_time_can_be_up(monkeypatch):
    """The processor time is asked for seldom: all cores together cannot use it up faster."""
    now, used, asked = [100.0], [5.0], []
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    deadline = Deadline(8.0, lambda: asked.append(now[0]) or used[0], patience=2.0)
    while now[0] < 107.9:
        now[0] += deadline.left()
        used[0] = 5.0 + (now[0] - 100.0) / 2  # half of a core
    assert len(asked) < 6 * CORES
    now[0], used[0] = 116.0, 12.9
    with pytest.raises(Starved):
        deadline.left()
    used[0] = 13.1
    with pytest.raises(TimedOut) as ended:
        deadline.left()
    assert type(ended.value) is TimedOut
