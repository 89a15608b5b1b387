"""Run a plan on a submission: the one function behind which student code is executed."""

from __future__ import annotations

import json
import math
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, Literal

from autograder.plan import Plan, Submission

Outcome = Literal["ok", "error", "timeout", "died", "not run"]
START = 60.0  # seconds that a process may take to start
GRACE = 2.0  # seconds between asking a cell to stop and ending its process


@dataclass(frozen=True)
class Limits:
    """Seconds for one cell and for a whole submission; how often a dead process is replaced."""

    cell: float = 60.0
    submission: float = 600.0
    restarts: int = 2


@dataclass(frozen=True)
class CellResult:
    """What became of a cell: its outputs, and for a test its points."""

    outcome: Outcome
    outputs: tuple[dict[str, Any], ...] = ()
    reason: str = ""
    lines: tuple[str, ...] = ()
    points: float | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Result:
    """What became of a submission; ``failure`` says why it could not be graded at all."""

    cells: Mapping[str, CellResult]
    failure: str = ""

    @property
    def points(self) -> float:
        """Return the points of all tests."""
        return round(sum(c.points or 0.0 for c in self.cells.values()), 6)


@dataclass(frozen=True)
class _Item:
    key: str
    kind: str
    source: str
    points: float = 0.0


def extra_key(after: str, index: int) -> str:
    """Return the key in ``Result.cells`` of the cell that a student added after a step."""
    return f"{after}+{index}"


def execute(plan: Plan, submission: Submission, limits: Limits | None = None) -> Result:
    """Run the cells of ``plan`` with the answers of ``submission`` and mark the tests.

    Experiments are skipped. A cell that dies or does not end costs what depends on it: in a fresh
    process the cells that had worked are run again, and the rest goes on. Raises RuntimeError when
    this machine cannot start a process.
    """
    run = _Run(limits or Limits())
    cells: dict[str, CellResult] = {}
    try:
        for item in _program(plan, submission):
            cells[item.key] = result = run.cell(item)
            if item.kind == "setup" and result.outcome != "ok":
                return Result(cells, f"the locked cell {item.key} did not run: {result.reason}")
    finally:
        run.close()
    return Result(cells)


def _program(plan: Plan, submission: Submission) -> Iterator[_Item]:
    yield from _extras(submission, "")
    for step in plan.steps:
        if step.kind in ("setup", "test"):
            yield _Item(step.id, step.kind, step.source, step.points)
        elif step.kind == "solution":
            yield _Item(step.id, step.kind, submission.answers.get(step.id, step.stub))
        yield from _extras(submission, step.id)


def _extras(submission: Submission, after: str) -> Iterator[_Item]:
    for index, extra in enumerate(submission.extras.get(after, ())):
        if extra.cell_type == "code":
            yield _Item(extra_key(after, index), "extra", extra.source)


class _Run:
    """The life of one submission: processes, time, and the cells that had worked."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.end = monotonic() + limits.submission
        self.worked: list[_Item] = []
        self.starts = 0
        self.worker: _Worker | None = None

    def close(self) -> None:
        if self.worker is not None:
            self.worker.kill()
        self.worker = None

    def cell(self, item: _Item) -> CellResult:
        start = monotonic()
        try:
            while self.worker is None:
                self._start()
            answer = self._ask(item)
        except _Stop as stop:
            zero = 0.0 if item.kind == "test" else None
            return CellResult(stop.outcome, reason=stop.reason, points=zero)
        result = _result(item, answer, monotonic() - start)
        if result.outcome == "ok" and item.kind != "test":
            self.worked.append(item)
        return result

    def _start(self) -> None:
        """Start a process and run in it what had worked; a cell that now dies is given up."""
        if self.starts > self.limits.restarts:
            raise _Stop("not run", f"the notebook had ended its process {self.starts} times")
        self.starts += 1
        self.worker = _Worker()
        if not self.worker.ready():
            raise RuntimeError("no process could be started for the notebook")
        for item in list(self.worked):
            try:
                self._ask(item)
            except _Stop:
                self.worked.remove(item)
                if self.worker is None:
                    return

    def _ask(self, item: _Item) -> dict[str, Any]:
        assert self.worker is not None
        left = self.end - monotonic()
        if left <= 0:
            limit = f"{self.limits.submission:g} s"
            raise _Stop("not run", f"the notebook had used its time ({limit})")
        # The locked cells are the instructor's: what they import may be slow the first time.
        seconds = left if item.kind == "setup" else min(self.limits.cell, left)
        answer = self.worker.ask(item.source, seconds)
        if not self.worker.alive:
            self.close()
        if answer is None:
            raise _Stop("died", "the cell ended the process that ran it")
        if answer == "late":
            raise _Stop("timeout", f"the cell took longer than {seconds:.3g} s")
        return dict(answer)


class _Stop(Exception):
    def __init__(self, outcome: Outcome, reason: str) -> None:
        self.outcome = outcome
        self.reason = reason


def _result(item: _Item, answer: Mapping[str, Any], seconds: float) -> CellResult:
    outputs = tuple(answer["outputs"])
    error = answer["error"]
    if error is not None:
        reason = f"{error['name']}: {error['message']}".rstrip(": ")
        zero = 0.0 if item.kind == "test" else None
        lines = () if item.kind == "test" else tuple(error["lines"])
        return CellResult("error", outputs, reason, lines, zero, seconds)
    if item.kind != "test":
        return CellResult("ok", outputs, seconds=seconds)
    points, reason = _mark(answer["value"], answer["number"], item.points)
    return CellResult("ok", outputs, reason, points=points, seconds=seconds)


def _mark(value: str, number: float, maximum: float) -> tuple[float, str]:
    """Return the points of a test that ran to its end: its number, else all of them."""
    if value != "number":
        return float(maximum), ""
    if not math.isfinite(number):
        return 0.0, f"the test gave {number} points"
    return float(min(max(round(number, 6), 0.0), maximum)), ""


class _Worker:
    """A process that runs cells, see worker.py."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="course-", ignore_cleanup_errors=True)
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "autograder.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder.name,
            env=_environment(self.folder.name),
            start_new_session=True,
            encoding="utf-8",
        )
        self.answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def alive(self) -> bool:
        return not self.ended and self.process.poll() is None

    ended = False

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.answers.put(line)
        self.answers.put("")

    def ready(self) -> bool:
        """Wait until the process can run cells; its start is not counted as a cell's time."""
        try:
            return bool(self.answers.get(timeout=START))
        except queue.Empty:
            return False

    def ask(self, source: str, seconds: float) -> Any:
        """Return the answer for a cell, None if the process died, "late" if it took too long."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps({"source": source}) + "\n")
            self.process.stdin.flush()
            line = self.answers.get(timeout=seconds)
        except BrokenPipeError:
            line = ""
        except queue.Empty:
            self._interrupt()
            return "late"
        if not line:
            self.kill()
            return None
        return json.loads(line)

    def _interrupt(self) -> None:
        """Ask the cell to stop, so that its process can go on; end the process if it does not."""
        try:
            self.process.send_signal(signal.SIGINT)
            if self.answers.get(timeout=GRACE):
                return
        except (OSError, ValueError, queue.Empty):
            pass
        self.kill()

    def kill(self) -> None:
        """End the process and what it has started."""
        if self.ended:
            return
        self.ended = True
        try:
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()
        except (ProcessLookupError, PermissionError):
            pass
        self.process.wait()
        self.folder.cleanup()


def _environment(folder: str) -> dict[str, str]:
    """Return the environment of a worker: one BLAS thread, inline figures, its own folder."""
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    return {
        **os.environ,
        **dict.fromkeys(threads, "1"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "IPYTHONDIR": folder,
        "TMPDIR": folder,
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
    }
