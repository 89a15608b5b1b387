"""What one process, and one user, may use."""

import contextlib
import resource
import sys
from pathlib import Path

from .limits import SessionLimits


def apply(limits: SessionLimits) -> None:
    """Bound this process and its children; a bound that is lower already stays."""
    bounds = {
        resource.RLIMIT_CORE: 1,  # 0 still starts a program that collects core dumps
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: limits.file_size,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_MEMLOCK: 1 << 16,
    }
    if sys.platform == "linux":
        # macOS knows the name RLIMIT_AS and refuses to set it.
        bounds[resource.RLIMIT_AS] = limits.address_space
        bounds[resource.RLIMIT_MSGQUEUE] = 0
        # Timers and signals that wait: all sessions of an ordinary user share that user's number.
        bounds[resource.RLIMIT_SIGPENDING] = 256
    _set(bounds)


def apply_processes(limits: SessionLimits) -> None:
    """Bound the number of processes and threads of this user, in this user namespace."""
    _set({resource.RLIMIT_NPROC: limits.processes})


def die_first() -> None:
    """Let the kernel choose this process, and its children, when the machine runs out of memory."""
    with contextlib.suppress(OSError):  # there is no such file on other systems
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _set(bounds: dict[int, int]) -> None:
    for kind, bound in bounds.items():
        _, hard = resource.getrlimit(kind)
        bound = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (bound, bound))
