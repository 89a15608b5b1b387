"""Run a plan on a submission: the one function behind which student code is executed.

The answers run in a sandbox, which sees no test. The tests run here, on proxies of the student's
functions, so that nothing in a submission can touch them.
"""

from __future__ import annotations

import atexit
import math
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic, thread_time
from typing import Any, Literal

from autograder import sandbox
from autograder.building.lesson import read_lesson
from autograder.building.plan import Plan, Step, Submission
from autograder.building.withhold import graded_functions, withheld_library
from autograder.course import HOUSE, private_places
from autograder.running.marking import Marker
from course_lib.checking.report import Report
from course_lib.student.errors import CourseError

Ending = Literal["ok", "error", "timeout", "died", "not run"]
#: Why a cell has no result whose process is gone, and nobody knows by whose doing.
ENDED = "the cell ended the process that ran it"
PRELOAD = (
    "matplotlib.pyplot",
    "course_lib.plots",
    "course_lib.notebook",
    "course_lib.checking.functions",
)
#: Characters of all that the cells of one submission show.
MOST_SHOWN = 20_000_000
#: Bytes of all results that one test gets: a check may keep them, in this process.
MOST_RECEIVED = 64 << 20
#: Functions that a test may hand to a student's function.
LOCKED = ("setup", "given")
SENT = ("course_lib.checking.functions",)


@dataclass(frozen=True)
class Limits:
    """Seconds for one cell and for a whole submission; how often a dead process is replaced.

    Seconds are the processor's, so that a busy machine costs nobody points. By the wall a cell may
    take ``patience`` times as long, and a submission too, but never longer than ``wall``.
    ``protection`` is "none" for code that is trusted, where the machine has no sandbox.
    """

    cell: float = 60.0
    submission: float = 600.0
    patience: float = sandbox.PATIENCE
    wall: float = math.inf
    restarts: int = 2
    protection: sandbox.Confinement = "bubblewrap"


@dataclass(frozen=True)
class CellResult:
    """What became of a cell: its outputs, and for a test its points and the checks' reports.

    ``starved`` tells that its time by the wall was over while it had processor time left, ``fault``
    what the reference answers lose in the same test.
    """

    outcome: Ending
    outputs: tuple[dict[str, Any], ...] = ()
    reason: str = ""
    lines: tuple[str, ...] = ()
    points: float | None = None
    seconds: float = 0.0
    starved: bool = False
    reports: tuple[Report, ...] = ()
    fault: str = ""


@dataclass(frozen=True)
class Result:
    """What became of a submission; ``failure`` says why it could not be graded at all.

    ``protection`` is what the student's code was confined by: "bubblewrap", "weak" or "none";
    ``limits`` are the seconds of a cell and of all, and ``cpu`` is what all of it took.
    """

    cells: Mapping[str, CellResult]
    failure: str = ""
    protection: str = ""
    limits: tuple[float, ...] = ()
    cpu: float = 0.0

    @property
    def points(self) -> float:
        """Return the points of all tests."""
        return round(sum(c.points or 0.0 for c in self.cells.values()), 6)

    @property
    def starved(self) -> bool:
        """Return whether a cell was ended that might have done better on an idle machine."""
        return any(cell.starved for cell in self.cells.values())


@dataclass(frozen=True)
class _Item:
    key: str
    kind: str
    source: str
    test: Step | None = None


def extra_key(after: str, index: int) -> str:
    """Return the key in ``Result.cells`` of the cell that a student added after a step."""
    return f"{after}+{index}"


def execute(
    plan: Plan,
    submission: Submission,
    limits: Limits | None = None,
    seed: int = 1,
) -> Result:
    """Run the cells of ``plan`` with the answers of ``submission`` and mark the tests.

    Experiments are skipped. A cell that dies or does not end costs what depends on it: in a fresh
    process the cells that had worked are run again, and the rest goes on. Hidden tests draw their
    inputs from ``seed``. Raises CourseError where the code cannot be confined but should be.
    """
    limits = limits or Limits()
    executor = _executor(plan, limits.protection)
    run = _Run(plan, limits, seed, executor, submission.answers == plan.reference().answers)
    cells: dict[str, CellResult] = {}
    try:
        for item in _program(plan, submission):
            cells[item.key] = result = run.cell(item)
            if item.kind == "locked" and result.outcome != "ok":
                reason = f"the locked cell {item.key} did not run: {result.reason}"
                if any(run_before.kind != "locked" for run_before in run.worked):
                    reason += " (the student's code before it may be why)"
                return Result(cells, reason, run.box.protection)
            if result.fault:
                reason = f"the test {item.key} is at fault, not the answer: with the same inputs "
                reason += f"the reference answers lose {result.fault!r}"
                return Result(cells, reason, run.box.protection)
    finally:
        run.close()
    return Result(cells, "", run.box.protection, (limits.cell, limits.submission), run.used())


class _Executor:
    """A warm sandbox with the library that an assignment's students may see."""

    def __init__(self, plan: Plan, protection: sandbox.Confinement = "bubblewrap") -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="course-", ignore_cleanup_errors=True)
        named = protection == "bubblewrap"
        library = Path(self.folder.name) / "course_lib"
        Path(self.folder.name).chmod(0o755)
        for place, source in withheld_library(plan).items():
            path = library / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, encoding="utf-8")
        self.box = sandbox.Sandbox(
            sandbox.SessionLimits(),
            path=["/course" if named else self.folder.name],
            preload=PRELOAD,
            modules=SENT,
            mounts={"/course/course_lib": library} if named else {},
            # Copies of the packages hold what was withheld.
            hidden=[HOUSE / "course_lib", HOUSE / "autograder", *private_places()],
            protection=protection,
        )
        try:
            self.box.start()
        except sandbox.SandboxError as error:
            self.close()
            raise CourseError(
                f"Student code cannot be confined here: {error}. `course doctor` says what this "
                "machine lacks. Grade on a Linux machine or in a container that allows it; as root "
                "in a container that does not, with `--weak-jail`, which holds less "
                "(docs/sandbox.md); or, only for code that you trust, with `--unsafe-no-sandbox`."
            ) from None

    def close(self) -> None:
        self.box.close()
        self.folder.cleanup()


_executors: dict[tuple[object, ...], _Executor] = {}
_lock = threading.Lock()


def _executor(plan: Plan, protection: sandbox.Confinement) -> _Executor:
    """Return the executor of a plan; it is kept, because the next submission wants it too.

    A release with other sentences or tests has the same library inside. Another notebook's executor
    is closed: each that is kept takes 60 MB.
    """
    withheld = frozenset(graded_functions(plan)), read_lesson(plan.assignment).withhold
    key = (plan.assignment, withheld, protection)
    with _lock:
        if key not in _executors:
            while _executors:
                _executors.popitem()[1].close()
            _executors[key] = _Executor(plan, protection)
        return _executors[key]


@atexit.register
def close_all() -> None:
    """End every sandbox; the next submission starts a new one."""
    with _lock:
        while _executors:
            _executors.popitem()[1].close()


def _program(plan: Plan, submission: Submission) -> Iterator[_Item]:
    """Yield what is run, in order: no student's code comes before the first locked cell."""
    early = list(_extras(submission, ""))
    locked = any(step.kind in LOCKED for step in plan.steps)
    for step in plan.steps:
        if step.kind in LOCKED:
            yield _Item(step.id, "locked", step.source)
            locked = False
        elif step.kind == "test":
            yield _Item(step.id, step.kind, step.source, step)
        elif step.kind == "solution":
            yield _Item(step.id, step.kind, submission.answers.get(step.id, step.stub))
        early += _extras(submission, step.id)
        if not locked:
            yield from early
            early.clear()


def _extras(submission: Submission, after: str) -> Iterator[_Item]:
    for index, extra in enumerate(submission.extras.get(after, ())):
        if extra.cell_type == "code":
            yield _Item(extra_key(after, index), "extra", extra.source)


class _Run:
    """The life of one submission: processes, time, and the cells that had worked."""

    def __init__(
        self, plan: Plan, limits: Limits, seed: int, executor: _Executor, is_reference: bool
    ) -> None:
        self.limits = limits
        self.end = monotonic() + min(limits.wall, limits.patience * limits.submission)
        self.start = thread_time()
        self.spent = 0.0  # by the processes that are gone
        self.box = executor.box
        setup = "\n".join(s.source for s in plan.steps if s.kind == "setup")
        answers = [s.source for s in plan.steps if s.kind in ("given", "solution")]
        # What the reference loses is told as that, with the points; nobody else is at fault.
        self.marker = Marker(setup, seed, () if is_reference else answers)
        self.opaque = {name: _opaque(name, p) for name, p in graded_functions(plan).items()}
        self.worked: list[_Item] = []
        self.starts = 0
        self.session: sandbox.Session | None = None
        self.shown = 0

    def close(self) -> None:
        if self.session is not None:
            self.spent += self.session.processor_seconds()
            self.session.close()
        self.session = None

    def used(self) -> float:
        """Return the processor time of all this: of the student's processes and of the tests."""
        own = self.session.processor_seconds() if self.session is not None else 0.0
        return self.spent + own + thread_time() - self.start

    def cell(self, item: _Item) -> CellResult:
        start = monotonic()
        try:
            while self.session is None:
                self._start()
            result = self._mark(item.test) if item.test else self._ask(item)
        except _Stop as stop:
            result = CellResult(stop.outcome, reason=stop.reason, starved=stop.starved)
        if item.test and result.points is None:
            result = replace(result, points=0.0)
        if result.outcome == "ok" and not item.test:
            self.worked.append(item)
        return replace(result, seconds=monotonic() - start)

    def _start(self) -> None:
        """Start a process and run in it what had worked; a cell that now dies is given up."""
        if self.starts > self.limits.restarts:
            raise _Stop("not run", f"the notebook had ended its process {self.starts} times")
        self.starts += 1
        self.session = self.box.session()
        for item in list(self.worked):
            try:
                self._ask(item)
            except _Stop:
                self.worked.remove(item)
                if self.session is None:
                    return

    def _seconds(self, locked: bool) -> float:
        assert self.session is not None
        left, by_wall = self.limits.submission - self.used(), self.end - monotonic()
        if min(left, by_wall) <= 0:
            limit = f"{self.limits.submission:g} s"
            raise _Stop("not run", f"the notebook had used its time ({limit})", starved=left > 0)
        # The locked cells are the instructor's: what they import may be slow the first time.
        seconds = left if locked else min(self.limits.cell, left)
        self.session.patience = min(self.limits.patience, by_wall / seconds)
        return seconds

    def _ask(self, item: _Item) -> CellResult:
        """Run a cell in the sandbox."""
        assert self.session is not None
        seconds = self._seconds(item.kind == "locked")
        told = self.session.run_cell(item.source, seconds)
        self._check_alive(seconds)
        outputs: list[dict[str, Any]] = [
            {"output_type": "stream", "name": name, "text": text}
            for name, text in (("stdout", told.stdout), ("stderr", told.stderr))
            if text
        ]
        for value, forms in told.displays:
            kind = "execute_result" if value else "display_data"
            outputs.append({"output_type": kind, "metadata": {}, "data": dict(forms)})
        self.shown += sum(len(str(output)) for output in outputs)
        if self.shown > MOST_SHOWN:
            text = "What follows is left out: the notebook shows too much."
            outputs = [{"output_type": "stream", "name": "stderr", "text": text}]
        if told.ok:
            return CellResult("ok", tuple(outputs))
        reason = f"{told.error_name}: {told.error_text}".rstrip(": ")
        lines = tuple(f"line {number}: {text}" for number, text in told.lines)
        return CellResult("error", tuple(outputs), reason, lines)

    def _mark(self, test: Step) -> CellResult:
        """Run a test here, on proxies of the student's functions."""
        assert self.session is not None
        seconds = self._seconds(locked=False)
        self.session.deadline = sandbox.Deadline(seconds, self.used, self.session.patience)
        self.session.allowance = self.session.received + MOST_RECEIVED
        student = {name: self.session.proxy(name, o) for name, o in self.opaque.items()}
        mark = self.marker.mark(test, student)
        self.session.deadline = self.session.allowance = None
        self._check_alive(seconds)
        outputs: list[dict[str, Any]] = []
        if mark.printed:
            outputs.append({"output_type": "stream", "name": "stdout", "text": mark.printed})
        outcome: Ending = "error" if mark.reason else "ok"
        cell = CellResult(outcome, tuple(outputs), mark.reason, points=mark.points)
        return replace(cell, reports=mark.reports, fault=mark.fault)

    def _check_alive(self, seconds: float) -> None:
        """Raise _Stop if the process has ended, and let the next cell start another."""
        assert self.session is not None
        death, patience = self.session.death, self.session.patience
        if death is None:
            return
        self.close()
        if isinstance(death, sandbox.Starved):
            wall = seconds * patience
            reason = f"the cell waited: {wall:.3g} s went by, and it worked for less than its "
            reason += f"{seconds:.3g} s"
            raise _Stop("timeout", reason, starved=True)
        if isinstance(death, sandbox.TimedOut):
            raise _Stop("timeout", f"the cell took longer than {seconds:.3g} s")
        if isinstance(death, sandbox.OutOfMemory | sandbox.ProtocolViolation):
            raise _Stop("died", str(death))
        raise _Stop("died", ENDED)


class _Stop(Exception):
    def __init__(self, outcome: Ending, reason: str, starved: bool = False) -> None:
        self.outcome = outcome
        self.reason = reason
        self.starved = starved


def _opaque(name: str, parameters: list[str]) -> tuple[int, ...]:
    """Return which results of a function are a cache or a state: they never leave the sandbox.

    By the course's signatures ``*_forward`` returns ``out, cache`` and a function that takes a
    ``state`` returns ``w, state``.
    """
    return (1,) if name.endswith("_forward") or "state" in parameters else ()
