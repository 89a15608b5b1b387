"""The student's code owns its process: whatever it sends, the trusted side goes on."""

import numpy as np
import pytest

from autograder.sandbox import Deadline, ProtocolViolation, StudentError, TimedOut, WorkerDied
from tests.waiting import HANG

# Finds the socket, the worker and the request at hand, as an attacker would.
TOOLS = """
import gc, json, os, socket, struct, threading, time
from autograder.sandbox.worker import Worker
worker = next(o for o in gc.get_objects() if isinstance(o, Worker))
fd = worker._connection.fileno()

def frame(tree, payload=b""):
    text = json.dumps(tree).encode()
    return struct.pack("<4sIQ", b"gnn1", len(text), len(payload)) + text + payload

def reply(outcome, parts, payload=b""):
    return frame([*asked[-1][1:3], outcome, parts], payload)

asked = []
answer = worker._answer
def listen(tree, payload):
    asked.append(tree)
    return answer(tree, payload)
worker._answer = listen
"""


@pytest.fixture
def hostile(session):
    result = session.run_cell(TOOLS, HANG)
    assert result.ok, result
    return session


def died(session, source):
    """Run a cell that must cost the worker its life."""
    result = session.run_cell(source, HANG)
    if not result.died:
        result = session.run_cell("1", HANG)
    assert result.died and not result.timed_out
    with pytest.raises(WorkerDied):
        session.proxy("f")(1)
    return result


def test_a_forged_value_counts_for_the_call_at_hand_only(hostile):
    """It could have returned it as well; the next answer is out of step, and that is seen."""
    result = hostile.run_cell(
        """
def f(x):
    kind, sequence, nonce, *_ = asked[-1]
    os.write(fd, frame([sequence, nonce, ["ok"], [123, [], [], []]]))
    return 5
""",
        HANG,
    )
    assert result.ok
    f = hostile.proxy("f")
    assert f(1) == 123
    with pytest.raises(ProtocolViolation):
        f(1)


@pytest.mark.parametrize(
    "reply",
    [
        "frame([asked[-1][1] + 1, asked[-1][2], ['ok'], [1, [], [], []]])",
        "frame([asked[-1][1], 'guess', ['ok'], [1, [], [], []]])",
        "frame([asked[-1][1], asked[-1][2]])",
        "reply(['ok'], [1])",
        "reply([], [1, [], [], []])",
        "reply(['raise', 'os.system'], [1, [], [], []])",
        "reply(['error', 'x', 'y', 'z', []], [1, [], [], []])",
        "reply(['error', '', 5, 'z', []], [1, [], [], []])",
        "reply(['error', '', 'y', 'z', [[-1, 'a']]], [1, [], [], []])",
        "reply(['ok'], [['a', -1, '|O', [1], 'C', True], [], [], []], bytes(8))",
        "frame({'a': 1})",
        "frame('text')",
        "b'GET / HTTP/1.1\\r\\n\\r\\n' * 10",
        "struct.pack('<4sIQ', b'gnn1', 2**31, 0)",
        "struct.pack('<4sIQ', b'gnn1', 10, 2**60)",
        "struct.pack('<4sIQ', b'gnn1', 10, 0) + b'[' * 10",
        "struct.pack('<4sIQ', b'gnn1', 1 << 20, 0) + b'[' * (1 << 20)",
    ],
)
def test_a_reply_that_is_none_ends_the_process(hostile, reply):
    hostile.run_cell(f"def f(x):\n    os.write(fd, {reply})\n    os._exit(0)", HANG)
    with pytest.raises(WorkerDied):
        hostile.proxy("f")(1)
    assert not hostile.alive


@pytest.mark.parametrize(
    "outcome",
    [
        ["cell", 1, "", "", [], []],
        ["cell", True, "", "", [], [[True, {"text/html": 5}]]],
        ["cell", True, "", "", [], [[True, {"application/javascript": "x"}]]],
        ["cell", True, "", "", [], [["yes", {}]]],
        ["cell", True, "", "", [[0, "a"]] * 100, []],
        ["cell", True, "", "", [[0, 1]], []],
        ["ok"],
        None,
    ],
)
def test_a_strange_outcome_of_a_cell_ends_the_process(hostile, outcome):
    source = f"os.write(fd, frame([asked[-1][1], asked[-1][2], {outcome!r}, [1, [], [], []]]))"
    result = hostile.run_cell(source, HANG)
    assert result.died and result.error_name == "ProtocolViolation"


def test_half_a_reply_and_silence(hostile):
    source = "os.write(fd, frame([1, 'a', ['ok'], [1, [], [], []]])[:-3])\ntime.sleep(100)"
    result = hostile.run_cell(source, 0.5)
    assert result.timed_out


def test_a_trickle_of_bytes_does_not_outlast_the_time(hostile):
    source = """
os.write(fd, struct.pack('<4sIQ', b'gnn1', 1 << 20, 0))
while True:
    os.write(fd, b' ')
    time.sleep(0.001)
"""
    assert hostile.run_cell(source, 0.5).timed_out


def test_a_large_promise_takes_no_memory(hostile):
    """The reply may be 64 MB: announced alone it must not be filled in."""
    source = "os.write(fd, struct.pack('<4sIQ', b'gnn1', 1, 63 << 20) + b'1')\nos._exit(0)"
    with open("/proc/self/statm", encoding="ascii") as file:
        before = int(file.read().split()[1])
    died(hostile, source)
    with open("/proc/self/statm", encoding="ascii") as file:
        after = int(file.read().split()[1])
    assert (after - before) * 4096 < 32 << 20


def test_an_early_reply_does_not_answer_the_next_call(hostile):
    hostile.run_cell("def f(x): return x", HANG)
    source = "os.write(fd, frame([asked[-1][1] + 1, '', ['ok'], [1, [], [], []]]))"
    assert died(hostile, source).error_name == "ProtocolViolation"


def test_a_flood_on_the_connection_ends_with_the_call(hostile):
    died(hostile, "while True: os.write(fd, b'x' * 65536)")


def test_a_closed_connection(hostile):
    died(hostile, "os.close(fd)")


def test_a_reader_that_never_reads(hostile):
    """The request is larger than the socket's buffer: sending must not wait for ever."""
    hostile.run_cell(
        "import autograder.sandbox.worker as module\nmodule.receive = lambda *a: time.sleep(1000)",
        HANG,
    )
    hostile.deadline = Deadline(0.5, lambda: 0.0, patience=1.0)
    with pytest.raises(TimedOut):
        hostile.proxy("f")(np.zeros(1 << 20))
    with pytest.raises(WorkerDied):
        hostile.proxy("f")(1)


def test_a_thread_that_reads_the_requests_too(hostile):
    """Who gets the bytes is a race; no outcome of it is a hang or a wrong exception here."""
    hostile.run_cell(
        """
def steal():
    while True:
        socket.socket(fileno=os.dup(fd)).recv(5)
threading.Thread(target=steal, daemon=True).start()
""",
        HANG,
    )
    for _ in range(5):
        hostile.run_cell("1", 0.2)


def test_file_descriptors_that_are_sent_along_are_dropped(hostile):
    before = _open_files()
    hostile.run_cell(
        "def f(x):\n    socket.send_fds(worker._connection, [b'g'], [0, 1, 2])\n    os._exit(0)",
        HANG,
    )
    with pytest.raises(WorkerDied):
        hostile.proxy("f")(1)
    assert _open_files() <= before


def _open_files():
    import os

    return len(os.listdir("/proc/self/fd"))


def test_handles_of_nothing_do_no_harm(hostile):
    """A worker may invent handles: using one fails inside, not here."""
    hostile.run_cell(
        """
def f(x):
    kind, sequence, nonce, *_ = asked[-1]
    os.write(fd, frame([sequence, nonce, ["ok"], [["h", 4242, "cache"], [], [], []]]))
    threading.Event().wait()
""",
        HANG,
    )
    handle = hostile.proxy("f")(1)
    hostile.deadline = Deadline(0.5, lambda: 0.0, patience=1.0)
    with pytest.raises((StudentError, WorkerDied)):
        hostile.proxy("g")(handle)


def test_an_honest_session_after_all_that(sandbox):
    with sandbox.session() as session:
        session.run_cell("def f(x): return x + 1", HANG)
        assert session.proxy("f")(1) == 2
