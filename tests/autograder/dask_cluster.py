"""A scheduler of Dask and its workers: real processes on the loopback interface."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

from tests.waiting import HANG, until

#: What forks ``dask ...`` for each line that it reads: Dask is imported once, not for each process.
NURSERY = """
import ctypes, json, os, signal, sys
import autograder.running.cluster, distributed.cli.dask_scheduler, distributed.cli.dask_worker
from dask.__main__ import main
from autograder.running.deciding import EXECUTOR, _files
_files(False, *EXECUTOR)  # each worker says which code it has
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    log, *sys.argv[1:] = json.loads(line)
    if not (child := os.fork()):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # die with the nursery
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number in (1, 2):
            os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
        main()
        os._exit(0)
    print(child, flush=True)
"""


class Started:
    """A process that the nursery forked."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._handle = os.pidfd_open(pid)

    def kill(self) -> None:
        if self.runs():
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def runs(self) -> bool:
        return not select.select([self._handle], [], [], 0)[0]

    def wait(self) -> None:
        assert select.select([self._handle], [], [], HANG)[0]


class Cluster:
    """Processes that are started and killed one by one; what they print is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.scheduler: Started | None = None
        self.workers: list[Started] = []
        self.started = 0
        self._nursery = subprocess.Popen(
            [sys.executable, "-c", NURSERY],
            cwd=folder,
            env={**os.environ, "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "info"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, workers: int) -> None:
        """Start what is not there: the scheduler, and workers up to a number."""
        if self.scheduler is None or not self.scheduler.runs():
            self.end()  # workers that lost their scheduler are on their way out
            place = ("--host", "127.0.0.1", "--port", str(self.port), "--no-show")
            self.scheduler = self._start("scheduler", *place)
            assert until(lambda: self._answers() or not self.scheduler.runs())
            assert self.scheduler.runs(), self.printed()
        self.workers = [worker for worker in self.workers if worker.runs()]
        while len(self.workers) < workers:
            own = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self.folder))
            self.workers.append(self._start("worker", self.address, *own))

    def end(self) -> None:
        for process in filter(None, (*self.workers, self.scheduler)):
            process.kill()
            process.wait()

    def close(self) -> None:
        """End all processes; none is started again."""
        self.end()
        self._nursery.kill()
        self._nursery.communicate()

    def printed(self) -> str:
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def _start(self, *arguments: str) -> Started:
        assert self._nursery.stdin and self._nursery.stdout
        self.started += 1
        log = self.folder / f"{self.started}-{arguments[0]}.log"
        print(
            json.dumps([str(log), *arguments, "--no-dashboard"]),
            file=self._nursery.stdin,
            flush=True,
        )
        return Started(int(self._nursery.stdout.readline()))

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
