"""Processes end when they must: killed from inside, from outside, by time or by memory."""

import os
import signal
import sys
from pathlib import Path

import pytest

from autograder.sandbox import Sandbox, SessionLimits
from autograder.sandbox.family import family_of, memory_of
from tests.waiting import HANG, until


def alive(process):
    """Tell whether a process runs; a zombie does not."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] != "Z"


def ended(processes):
    """Wait until none of the processes runs: the kernel ends a whole namespace in its own time."""
    return until(lambda: not any(map(alive, processes)))


@pytest.mark.parametrize(
    "source",
    [
        "import os; os._exit(0)",
        "import os; os.kill(os.getpid(), 9)",
        "import os; os.abort()",
        "import ctypes; ctypes.string_at(0)",
        "import os; os.execv('/bin/true', ['true'])",
        "import signal, os; signal.setitimer(signal.ITIMER_REAL, 0.01)\nwhile True: pass",
    ],
)
def test_a_cell_that_ends_its_process(session, source):
    result = session.run_cell(source, HANG)
    assert result.died and not result.timed_out
    assert not session.alive


def test_a_child_that_keeps_the_connection_does_not_hide_the_death(session):
    source = "import os, time\nif os.fork() == 0: time.sleep(1000)\nos._exit(0)"
    result = session.run_cell(source, HANG)
    assert result.died and not result.timed_out


def test_signals_that_are_ignored_do_not_help(session):
    source = """
import signal
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGALRM):
    signal.signal(number, signal.SIG_IGN)
while True:
    try:
        while True: pass
    except BaseException:
        pass
"""
    assert session.run_cell(source, 0.3).timed_out


DAEMON = """
import os, signal, time
for number in set(range(1, 65)) - {signal.SIGCHLD}:
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
for _ in range(3):
    child = os.fork()
    if child:
        os.waitpid(child, 0)
    else:
        os.setsid()
        if os.fork() == 0:
            os.setsid()
            CLOSE
            time.sleep(1000)
        os._exit(0)
"""


@pytest.mark.sandbox
@pytest.mark.linux
@pytest.mark.parametrize("end", ["close", "exit", "time"])
@pytest.mark.parametrize("close", ["pass", "os.closerange(0, 100)"])
def test_a_daemon_does_not_outlive_its_session(jailed, end, close):
    with jailed.session() as session:
        first = session._process.number
        assert session.run_cell(DAEMON.replace("CLOSE", close), HANG).ok
        members = family_of(first)
        assert len(members) == 5  # the first process, the worker, three daemons
        if end == "exit":
            assert session.run_cell("os._exit(0)", HANG).died
        if end == "time":
            assert session.run_cell("while True: pass", 0.1).timed_out
    assert ended(members)


@pytest.mark.linux
def test_a_process_that_is_killed_from_outside(session):
    worker = family_of(session._process.number)[-1]
    os.kill(worker, signal.SIGKILL)
    assert session.run_cell("1", HANG).died


@pytest.mark.sandbox
@pytest.mark.linux
def test_a_zygote_that_is_killed_is_replaced():
    with Sandbox() as sandbox:
        with sandbox.session() as session:
            zygote = family_of(sandbox._zygote.pid)
            os.kill(sandbox._zygote.pid, signal.SIGKILL)
            for process in zygote:
                if alive(process):
                    os.kill(process, signal.SIGKILL)
            assert session.run_cell("1", HANG).died
        with sandbox.session() as session:
            assert session.run_cell("1", HANG).ok


@pytest.mark.sandbox
@pytest.mark.linux
def test_nothing_is_left_when_the_sandbox_closes():
    with Sandbox() as sandbox:
        session = sandbox.session()
        members = family_of(sandbox._zygote.pid) + family_of(session._process.number)
        assert len({member for member in members if alive(member)}) >= 4
    assert ended(members)
    assert session.run_cell("1", 1.0).died


@pytest.mark.sandbox
@pytest.mark.linux
def test_nothing_is_left_when_the_grader_is_killed(tmp_path):
    """The zygote sees its connection close: no parent has to be alive for the end."""
    program = """
import sys, time
from autograder.sandbox import Sandbox
sandbox = Sandbox()
sandbox.start()
session = sandbox.session()
print(sandbox._zygote.pid, session._process.number, flush=True)
time.sleep(1000)
"""
    import subprocess

    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    ) as grader:
        zygote, first = map(int, grader.stdout.readline().split())
        members = [os.pidfd_open(p) for p in {*family_of(zygote), *family_of(first)}]
        assert len(members) >= 3
        grader.kill()
    for member in members:
        assert _ends(member), "a process outlived the grader"


def _ends(handle):
    import select

    poll = select.poll()
    poll.register(handle, select.POLLIN)
    try:
        return bool(poll.poll(int(1000 * HANG)))
    finally:
        os.close(handle)


@pytest.mark.linux
@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\nkept = [np.ones(1 << 20) for _ in range(10_000)]",
        "import os\nfor _ in range(5): os.fork()\n"
        "kept = [bytearray(b'x' * (1 << 20)) for _ in range(10_000)]",
    ],
    ids=["arrays", "family"],
)
def test_too_much_memory_is_seen_from_outside(session, source):
    result = session.run_cell(source, HANG)
    assert result.died and result.error_name == "OutOfMemory" and "400 MB" in result.error_text


@pytest.mark.linux
def test_memory_in_the_background_is_seen_between_calls(session):
    source = "import numpy as np, threading\nkept = []\ndef grow():\n"
    source += "    while True: kept.append(np.ones(1 << 18))\n"
    source += "threading.Thread(target=grow, daemon=True).start()"
    session.run_cell(source, HANG)
    assert _ends(os.pidfd_open(session._process.number))
    assert session.run_cell("1", HANG).error_name == "OutOfMemory"


@pytest.mark.linux
@pytest.mark.parametrize("limit", [0, 1 << 40], ids=["exact", "quick"])
def test_memory_is_measured_over_the_family(session, limit):
    session.run_cell("pass", HANG)  # the worker is there
    before = memory_of(session._process.number, limit)
    session.run_cell("import os, time\nkept = bytearray(b'x' * (50 << 20))", HANG)
    after = memory_of(session._process.number, limit)
    assert 45 << 20 < after - before < 60 << 20
    assert memory_of(2**22 + 1, limit) == 0


def test_an_array_that_does_not_fit_is_an_error_of_the_cell(session):
    result = session.run_cell("import numpy as np\nnp.ones((10**5, 10**5))", HANG)
    assert not result.died and result.error_name in ("MemoryError", "_ArrayMemoryError")


def test_processor_time_has_a_bound_of_its_own():
    """A worker that is busy behind the trusted side's back ends all the same."""
    with (
        Sandbox(SessionLimits(cpu_seconds=1), protection="none") as sandbox,
        sandbox.session() as session,
    ):
        result = session.run_cell("while True: pass", HANG)
        assert result.died and not result.timed_out


def test_what_a_session_leaves_is_removed_however_deep():
    deep = "import os\nfor _ in range(3000):\n    os.mkdir('deep')\n    os.chdir('deep')"
    with Sandbox(protection="none") as box:
        with box.session() as session:
            assert session.run_cell(deep, HANG).ok
        home = Path(box._home)
        assert home.exists()
    assert not home.exists()
