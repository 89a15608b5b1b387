"""Memory that no process of a session holds: bounded with and without a control group."""

from pathlib import Path

import pytest

from autograder.sandbox import cgroup
from autograder.sandbox.family import family_of
from tests.waiting import HANG

pytestmark = pytest.mark.sandbox
# Pages of a shared mapping that a process gives up stay in the mapping, and are no longer its own.
GIVEN_UP = """
import ctypes, mmap, os
libc, held = ctypes.CDLL(None), []
def hold(make):
    try:
        for _ in range(10):
            held.append(make())
            address = ctypes.addressof(ctypes.c_char.from_buffer(held[-1]))
            for place in range(0, 64 << 20, 4096):
                held[-1][place] = 1
            libc.madvise(ctypes.c_void_p(address), ctypes.c_size_t(64 << 20), 4)
        return 0
    except OSError as error:
        return error.errno
def zero():
    with open("/dev/zero", "r+b") as file:
        return mmap.mmap(file.fileno(), 64 << 20)
got = [hold(lambda: mmap.mmap(-1, 64 << 20)), hold(zero), len(held)]
"""
SOCKETS = """
import os, socket, time
for child in range(20):
    if os.fork() == 0:
        keep, sent, refused = [], 0, ""
        told = open(f"sent{child}", "w")
        try:
            while len(keep) < 110:
                a, b = socket.socketpair()
                keep.append((a, b))
                try:
                    a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 24)
                except OSError as error:
                    refused = str(error.errno)
                a.setblocking(False)
                try:
                    while True:
                        sent += a.send(bytes(1 << 15))
                except OSError:
                    pass
        except OSError:
            pass
        print(sent, refused, file=told, flush=True)
        time.sleep(60)
        os._exit(0)
import glob
def full():
    return [open(name).read().split() for name in glob.glob("sent*")]
while sum(len(told) > 0 for told in full()) < 20:
    time.sleep(0.05)
got = [sum(int(told[0]) for told in full()), full()[0][1:]]
"""


@pytest.fixture(params=["a control group", "none"])
def box(request, jailed, monkeypatch):
    """Sessions with a group of their own, where this user may make one, and without."""
    if request.param == "none":
        monkeypatch.setattr(cgroup, "create", lambda limits: None)
    return jailed


def test_shared_memory_that_was_given_up(box):
    with box.session() as session:
        assert session.run_cell(GIVEN_UP, HANG).ok
        assert session.get("got") == [1, 19, 0]  # not permitted, no such device, nothing held


def test_what_waits_in_sockets_is_bounded(box):
    with box.session() as session:
        result = session.run_cell(SOCKETS, HANG)
        if result.died:  # the kernel counts it where there is a group
            assert result.error_name == "OutOfMemory"
            return
        assert result.ok, result
        sent, refused = session.get("got")
        assert refused == ["1"] and 0 < sent < 400 << 20


def test_the_kernel_ends_a_session_before_the_grader(box):
    with box.session() as session:
        assert session.run_cell("1", HANG).ok
        paths = [Path(f"/proc/{p}/oom_score_adj") for p in family_of(session._process.number)]
        assert [path.read_text() for path in paths] == ["1000\n"] * 2
