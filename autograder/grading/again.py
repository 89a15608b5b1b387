"""Once more, alone: for a submission that may do better when nothing else runs.

One kind had waited for the processor. Of the other the process ended, and nobody knows by whom:
the machine ends a process that takes too much memory, as a student's ``os._exit`` does. Who is at
fault shows when it is run again: the same cell ends it again if what the student wrote does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from autograder.grading.journal import Run, finished
from autograder.running.execute import ENDED, Limits, Result

#: Seconds by the wall that a submission gets that had waited.
ALONE = 120.0
AGAIN = "a cell had waited for the processor: run again alone"
OUTSIDE = "its process was ended from outside: run again alone"


@dataclass(frozen=True)
class Second:
    """A second try; ``first`` is the result of the one before, None if that had none."""

    first: Result | None

    def limits(self, limits: Limits) -> Limits:
        """Return the limits of the second try."""
        if self.first is None or dead_cells(self.first):
            return limits
        return replace(limits, patience=math.inf, wall=ALONE)

    def decide(self, again: Result | Exception, run: Run, seed: int) -> Run:
        """Return the run that counts, from the result of the second try."""
        dead = dead_cells(self.first) if self.first else ()
        if self.first and not dead:
            better = isinstance(again, Result) and _worth(again) >= _worth(self.first)
            result = again if better and isinstance(again, Result) else self.first
            return finished(run, result, seed, (AGAIN,))
        if not isinstance(again, Result):
            return replace(run, reason=_reason(again))
        still = dead_cells(again)
        if not still:
            return finished(run, again, seed, (OUTSIDE,))
        if not dead or still[0] != dead[0]:
            first = f"at the cell {dead[0]}" if dead else "from outside"
            reason = f"its process was ended {first}, and run again at {still[0]}; grade again"
            return replace(run, reason=reason)
        return finished(run, again, seed)


def needs_second(first: Result | Exception) -> Second | None:
    """Return the second try that a first one needs; None if it counts."""
    if not isinstance(first, Result):
        return Second(None)
    return Second(first) if first.starved or dead_cells(first) else None


def dead_cells(result: Result) -> tuple[str, ...]:
    """Return the cells at which a process ended that was not ended for its memory or its talk."""
    return tuple(key for key, cell in result.cells.items() if cell.reason == ENDED)


def _worth(result: Result) -> float:
    return -1.0 if result.failure else result.points


def _reason(error: Exception) -> str:
    kind = type(error).__name__
    if kind in ("ProcessExpired", "KilledWorker"):
        return "the process that graded it was ended twice from outside; grade again"
    if isinstance(error, TimeoutError):
        return "the grader did not come to an end with it; grade again"
    return f"the grader itself failed, twice: {kind}: {error}"
