"""A part of the tree of control groups for an ordinary user's grader: systemd is asked for it.

In version 2 a process can be moved only within a part of the tree that belongs to the user, and a
group that is divided holds no process itself. So the grader asks the user's systemd for a scope of
its own, moves into a leaf of it, and makes the groups of sessions beside that leaf.
"""

import contextlib
import os
import shutil
import subprocess
import time
from functools import cache
from pathlib import Path

from . import cgroup
from .limits import SessionLimits

SECONDS = 5.0  # for systemd to move this process
CONTROLLERS = ("memory", "pids", "cpu")
SCOPE = "course-grader-"


@cache
def prepare(root: Path = cgroup.ROOT) -> None:
    """Get this process to where it may make groups, if it can be had; once is enough."""
    if not os.path.exists(root / "cgroup.controllers") or _works(root):
        return
    if not _is_delegated(_own(root)):
        _ask_systemd(root)
    if _is_delegated(_own(root)):
        _divide(_own(root))


def _works(root: Path) -> bool:
    group = cgroup.create(SessionLimits(), root)
    if group:
        group.close()
    return group is not None


def _own(root: Path) -> Path:
    text = Path("/proc/self/cgroup").read_text(encoding="utf-8")
    return root / text.rpartition("0::")[2].strip().lstrip("/")


def _is_delegated(folder: Path) -> bool:
    """Tell whether systemd left ``folder`` to its user, or it is all that a container has."""
    if not os.access(folder / "cgroup.procs", os.W_OK):
        return False
    # The user's systemd marks a scope of ours by nothing but the name that we gave it.
    if folder == cgroup.ROOT or folder.name.startswith(SCOPE):
        return True
    with contextlib.suppress(OSError):
        return os.getxattr(folder, "user.delegate") == b"1"
    return False


def _ask_systemd(root: Path) -> None:
    """Let the user's systemd move this process into a scope of its own."""
    program = shutil.which("busctl")
    if program is None:
        return
    place = ("org.freedesktop.systemd1", "/org/freedesktop/systemd1")
    call = ("org.freedesktop.systemd1.Manager", "StartTransientUnit", "ssa(sv)a(sa(sv))")
    unit = (f"{SCOPE}{os.getpid()}.scope", "fail")
    properties = ("2", "PIDs", "au", "1", str(os.getpid()), "Delegate", "b", "true")
    before = _own(root)
    done = subprocess.run(
        [program, "--user", "--quiet", "call", *place, *call, *unit, *properties, "0"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    end = time.monotonic() + SECONDS
    while not done.returncode and _own(root) == before and time.monotonic() < end:
        time.sleep(0.01)


def _divide(folder: Path) -> None:
    """Move all processes of a group into a leaf of it, and let groups beside it have limits."""
    with contextlib.suppress(OSError):
        leaf = folder / cgroup.LEAF
        leaf.mkdir(exist_ok=True)
        for process in (folder / "cgroup.procs").read_text(encoding="ascii").split():
            (leaf / "cgroup.procs").write_text(process, encoding="ascii")
        for controller in CONTROLLERS:
            with contextlib.suppress(OSError):  # each that there is
                (folder / "cgroup.subtree_control").write_text(f"+{controller}", encoding="ascii")
