"""A control group for each session, where this user may make one: limits that the kernel keeps.

Root may, where the file system of control groups is writable. An ordinary user may below a group
that was given to him: of version 1, root's folders ``course-<uid>``; of version 2 the group that
this process runs in, which systemd is asked for (``delegation``).
"""

import contextlib
import itertools
import os
from collections.abc import Iterable
from pathlib import Path

from .limits import SessionLimits

ROOT = Path("/sys/fs/cgroup")
LEAF = "grader"  # where this process itself lives, in a group of version 2 that it divides
CONTROLLERS = ("memory", "pids", "cpu", "cpuacct")  # of version 1; without the first two, no group
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
        for name in ("memory.events", "memory.oom_control"):
            for line in self._read(name).splitlines():
                if line.startswith("oom_kill ") and line != "oom_kill 0":
                    return True
        return False

    def processor_seconds(self) -> float | None:
        """Return the processor time of all processes that were ever in it; None: not counted."""
        for line in self._read("cpu.stat").splitlines():
            if line.startswith("usage_usec "):
                return int(line.split()[1]) / 1e6
        nanoseconds = self._read("cpuacct.usage")
        return int(nanoseconds) / 1e9 if nanoseconds else None

    def shares_processor(self) -> bool:
        """Tell whether the kernel gives each such group the same share of a busy processor."""
        version_1 = any("cpu" in folder.parent.parts for folder in self._folders)
        return version_1 or bool(self._read("cpu.weight"))

    def _read(self, name: str) -> str:
        for folder in self._folders:
            with contextlib.suppress(OSError):
                return (folder / name).read_text(encoding="ascii")
        return ""

    def close(self) -> None:
        """Remove the group; what the kernel still holds on to, ``remove_stale`` finds later."""
        for folder in self._folders:
            with contextlib.suppress(OSError):
                folder.rmdir()


def remove_stale(root: Path = ROOT) -> None:
    """Remove the groups of graders that were killed."""
    for parent in (*parents(root), *(p for name in CONTROLLERS for p in parents(root / name))):
        for folder in parent.glob("grading-*"):
            owner = folder.name.split("-")[1]
            if not Path(f"/proc/{owner}").exists():
                # Another grader may be doing the same.
                with contextlib.suppress(OSError):
                    folder.rmdir()


def parents(hierarchy: Path) -> list[Path]:
    """Return the folders of a hierarchy below which this user may be allowed to make groups."""
    found = [hierarchy / f"course-{os.geteuid()}", hierarchy]
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines():
            number, names, place = line.split(":", 2)
            version_2 = number == "0" and os.path.exists(hierarchy / "cgroup.controllers")
            if version_2 or hierarchy.name in names.split(","):
                own = hierarchy / place.lstrip("/")
                # A group of version 2 holds either processes or groups.
                found.insert(0, own.parent if own.name == LEAF else own)
    return [folder for folder in dict.fromkeys(found) if os.access(folder, os.W_OK)]


def create(limits: SessionLimits, root: Path = ROOT) -> Group | None:
    """Return a new group bounded by ``limits``, None if this user may not make one."""
    name = f"grading-{os.getpid()}-{next(_count)}"
    if os.path.exists(root / "cgroup.controllers"):
        for parent in parents(root):
            if folder := _make(parent / name, _settings(limits, version=2)):
                return Group([folder])
        return None
    folders = []
    for controller in CONTROLLERS:
        settings = [s for s in _settings(limits, version=1) if s[0].startswith(f"{controller}.")]
        made = (_make(parent / name, settings) for parent in parents(root / controller))
        folders.append(next(filter(None, made), None))
    group = Group([folder for folder in folders if folder])
    if None in folders[:2]:
        group.close()
        return None
    return group


def _settings(limits: SessionLimits, version: int) -> list[tuple[str, int, bool]]:
    """Return name, value and whether it is a must, for a version of control groups."""
    processes = limits.processes + 1  # the first process is not the student's
    if version == 2:
        return [
            ("memory.max", limits.memory, True),
            ("memory.swap.max", 0, False),  # not there where there is no swap
            ("pids.max", processes, True),
        ]
    return [
        ("memory.limit_in_bytes", limits.memory, True),
        ("pids.max", processes, True),
    ]


def _make(folder: Path, settings: Iterable[tuple[str, int, bool]]) -> Path | None:
    """Make a group; None if it cannot be, or lacks what is a must."""
    try:
        folder.mkdir()
    except OSError:
        return None
    for name, value, needed in settings:
        try:
            # Opened without creating: a controller that is off has no file here.
            with open(folder / name, "r+", encoding="ascii") as file:
                file.write(str(value))
        except OSError:
            if needed:
                with contextlib.suppress(OSError):
                    folder.rmdir()
                return None
    return folder
