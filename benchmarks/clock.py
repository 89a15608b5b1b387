"""CPU seconds of this process and of all that it starts.

The usual count leaves out whoever nobody waits for, and so most of a jail. A control group has them
all, where this user may make one: root may, with version 1 of control groups.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Protocol

GROUPS = Path("/sys/fs/cgroup/cpuacct")


class Clock(Protocol):
    """Whatever counts CPU seconds."""

    def seconds(self) -> float:
        """Return the CPU seconds so far."""


class GroupClock:
    """Counts in a control group of its own, below ``parent``; OSError where there can be none."""

    def __init__(self, parent: Path = GROUPS) -> None:
        self.parent = parent
        # By this name the next sandbox removes it, should this process be killed.
        self.group = parent / f"grading-{os.getpid()}-clock"
        self.group.mkdir()
        (self.group / "cgroup.procs").write_text(str(os.getpid()), encoding="ascii")

    def seconds(self) -> float:
        """Return the CPU seconds since the clock was made."""
        return int((self.group / "cpuacct.usage").read_text(encoding="ascii")) * 1e-9

    def close(self) -> None:
        """Go back to where this process was, and remove the group and those below it."""
        (self.parent / "cgroup.procs").write_text(str(os.getpid()), encoding="ascii")
        for folder in [*self.group.glob("grading-*"), self.group]:
            # What still runs in it keeps it.
            with contextlib.suppress(OSError):
                folder.rmdir()


class WaitedClock:
    """Counts this process and those that it has waited for."""

    def seconds(self) -> float:
        """Return the CPU seconds since this process started."""
        return sum(os.times()[:4])


class ScopeClock:
    """Counts the control group that this process is in already (version 2)."""

    def __init__(self) -> None:
        own = Path("/proc/self/cgroup").read_text().strip().partition("::")[2]
        self._file = Path(f"/sys/fs/cgroup{own}/cpu.stat")
        if own == "/" or os.geteuid() == 0:
            # Root's sessions get groups of their own elsewhere.
            raise SystemExit(
                "To count the CPU time of the jail, run this as an ordinary user in a group of its "
                "own: systemd-run --user --scope python -m benchmarks.grading"
            )

    def seconds(self) -> float:
        """Return the CPU seconds since the group was made."""
        return int(self._file.read_text().split()[1]) * 1e-6

    def close(self) -> None:
        """Leave the group as it is."""


def jail_clock() -> GroupClock | ScopeClock:
    """Return a clock that also counts the jail."""
    try:
        return GroupClock()
    except OSError:
        return ScopeClock()
