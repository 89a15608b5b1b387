"""Worker processes on this machine: each runs one job at a time and keeps one warm sandbox.

Processes and not threads: checks are Python code under one lock, and a process that is killed
costs the job it had, not the class.
"""

from __future__ import annotations

import atexit
import ctypes
import multiprocessing
import os
import re
import shutil
import signal
import sys
import tempfile
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from pebble import ProcessPool

from autograder.running.job import run_text

#: Bytes that a worker, its sandbox and a submission in it take, with room for a large one.
MEMORY = 600 << 20
#: Seconds beyond all limits of a job after which a worker is taken for hung.
HUNG = 900.0
_DIE_WITH_PARENT = 1


class Workers(Protocol):
    """What runs jobs: processes here, or a cluster. A future's exception is the worker's end."""

    @property
    def size(self) -> int:
        """Return how many jobs run at once."""

    def submit(self, plan: str, job: str, seconds: float) -> Future[str]:
        """Run a job, all as JSON; ``seconds`` are the most that its limits allow."""

    def close(self) -> None:
        """End what is still running."""


class LocalWorkers:
    """``size`` worker processes; they are started with the first job."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._folder = tempfile.mkdtemp(prefix="grading-")
        os.chmod(self._folder, 0o755)  # an unprivileged user in a sandbox reads below it
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPool:
        # A fork of this process would copy its threads' locks; a server's is clean, and as quick.
        way = "spawn" if sys.platform == "win32" else "forkserver"
        context = multiprocessing.get_context(way)
        if way == "forkserver":
            context.set_forkserver_preload(["autograder.running.job"])
        folder = [self._folder]
        return ProcessPool(self.size, initializer=_begin, initargs=folder, context=context)

    @property
    def alive(self) -> bool:
        """Tell whether the pool takes jobs."""
        return bool(self._pool.active)

    def submit(self, plan: str, job: str, seconds: float) -> Future[str]:
        """Run a job in a worker; a worker that dies or hangs is replaced.

        A pool is broken when a worker dies while it takes a job: then another pool runs it.
        """
        if not self.alive:
            self._replace_pool()
        try:
            return self._schedule(plan, job, seconds)
        except RuntimeError:
            self._replace_pool()
            return self._schedule(plan, job, seconds)

    def _schedule(self, plan: str, job: str, seconds: float) -> Future[str]:
        return self._pool.schedule(run_text, args=(plan, job), timeout=seconds + HUNG)

    def _replace_pool(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        self._pool = self._new_pool()

    def close(self) -> None:
        """End the workers, and with them their sandboxes."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        shutil.rmtree(self._folder, ignore_errors=True)


_kept: list[LocalWorkers] = []


def local_workers(size: int) -> LocalWorkers:
    """Return ``size`` workers of this machine; they are kept warm for the next call."""
    if not _kept or _kept[0].size != size or not _kept[0].alive:
        close_workers()
        _kept.append(LocalWorkers(size))
    return _kept[0]


@atexit.register
def close_workers() -> None:
    """End the workers of this machine; the next call starts new ones."""
    while _kept:
        _kept.pop().close()


def _begin(folder: str) -> None:
    """Prepare a worker: it ends with the grader, which alone hears Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    tempfile.tempdir = folder


def best_count() -> int:
    """Return how many workers this machine has processors and free memory for."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(cores or 1, _free_memory() // MEMORY))


def _free_memory() -> int:
    with suppress(OSError):
        found = re.search(r"MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text())
        if found:
            return int(found[1]) << 10
    return sys.maxsize
