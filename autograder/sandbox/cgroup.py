"""A control group for each session, where this user may make one: a hard limit behind the watcher.

Root may, where the file system of control groups is writable. An ordinary user's sessions are
bounded by rlimits and by the watcher.
"""

import contextlib
import itertools
import os
from pathlib import Path

from .limits import SessionLimits

ROOT = Path("/sys/fs/cgroup")
_count = itertools.count(1)


class Group:
    """One control group, or one for each of version 1's controllers."""

    def __init__(self, folders: list[Path]) -> None:
        self._folders = folders

    def add(self, process: int) -> None:
        """Move ``process`` into the group; its children follow."""
        for folder in self._folders:
            (folder / "cgroup.procs").write_text(str(process), encoding="ascii")

    def ran_out_of_memory(self) -> bool:
        """Tell whether the kernel killed a process of the group for its memory."""
        for folder in self._folders:
            for name in ("memory.events", "memory.oom_control"):
                with contextlib.suppress(OSError):
                    lines = (folder / name).read_text(encoding="ascii").splitlines()
                    if any(line.startswith("oom_kill ") and line != "oom_kill 0" for line in lines):
                        return True
        return False

    def close(self) -> None:
        """Remove the group; what the kernel still holds on to, ``remove_stale`` finds later."""
        for folder in self._folders:
            with contextlib.suppress(OSError):
                folder.rmdir()


def remove_stale(root: Path = ROOT) -> None:
    """Remove the groups of graders that were killed."""
    for folder in [*root.glob("grading-*"), *root.glob("*/grading-*")]:
        owner = folder.name.split("-")[1]
        if not Path(f"/proc/{owner}").exists():
            # Another grader may be doing the same.
            with contextlib.suppress(OSError):
                folder.rmdir()


def create(limits: SessionLimits, root: Path = ROOT) -> Group | None:
    """Return a new group bounded by ``limits``, None if this user may not make one."""
    name = f"grading-{os.getpid()}-{next(_count)}"
    processes = limits.processes + 1  # the first process is not the student's
    if (root / "cgroup.controllers").exists():
        wanted = [
            (
                root / name,
                {"memory.max": limits.memory, "memory.swap.max": 0, "pids.max": processes},
            )
        ]
    else:
        wanted = [
            (root / "memory" / name, {"memory.limit_in_bytes": limits.memory}),
            (root / "pids" / name, {"pids.max": processes}),
        ]
    group = Group([])
    try:
        for folder, settings in wanted:
            folder.mkdir()
            group._folders.append(folder)
            for key, value in settings.items():
                # Opened without creating: a controller that is off has no file here.
                with open(folder / key, "r+", encoding="ascii") as file:
                    file.write(str(value))
    except OSError:
        group.close()
        return None
    return group
