"""A scheduler of Dask and its workers: real processes on the loopback interface."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from tests.waiting import until


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Cluster:
    """Processes that are started and killed one by one; what they print is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.scheduler: subprocess.Popen[bytes] | None = None
        self.workers: list[subprocess.Popen[bytes]] = []
        self.started = 0

    def start(self, workers: int) -> None:
        """Start what is not there: the scheduler, and workers up to a number."""
        if self.scheduler is None or self.scheduler.poll() is not None:
            self.end()  # workers that lost their scheduler are on their way out
            place = ("--host", "127.0.0.1", "--port", str(self.port), "--no-show")
            self.scheduler = self._start("scheduler", *place)
            until(self._answers)
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < workers:
            own = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self.folder))
            self.workers.append(self._start("worker", self.address, *own))

    def end(self) -> None:
        for process in filter(None, (*self.workers, self.scheduler)):
            process.kill()
            process.wait()

    def printed(self) -> str:
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        self.started += 1
        with (self.folder / f"{self.started}-{arguments[0]}.log").open("w") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
                cwd=self.folder,
                env={**os.environ, "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "info"},
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=_die_with_parent,
            )

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
