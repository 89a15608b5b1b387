"""From a fork of the zygote to a process of a user of its own: the weak jail, from the inside.

The first process of a session stays root and waits; the student's code is its child, so that a
student can neither end it nor get away from it.
"""

import contextlib
import ctypes
import os
import signal
import tempfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from . import confine, landlock, launch, rlimits, seccomp
from .limits import SessionLimits

SUBREAPER = 36

_libc = ctypes.CDLL(None, use_errno=True)


def enter(
    user: int,
    home: str,
    allowed: Iterable[Sequence[Any]],
    limits: SessionLimits,
    greet: Callable[[], None],
) -> None:
    """Return in a confined process of ``user``; its parent waits for all of them, and is root."""
    _libc.prctl(SUBREAPER, 1, 0, 0, 0)
    greet()
    folder = tempfile.mkdtemp(dir=home)
    os.chown(folder, user, user)
    if os.fork():
        _outlive(folder)
    rlimits.apply(limits)
    rlimits.apply_processes(limits)
    confine.drop_bounding()
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    os.environ.update(launch.environment(folder))
    os.chdir(folder)
    own = (folder, landlock.every_right())
    landlock.restrict([*((place, rights) for place, rights in allowed), own])
    seccomp.install(families=())


def _outlive(folder: str) -> None:
    """Bury every process of the session, since those that lose their parent come here; clear up."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.closerange(0, 4)  # the trusted side must see the worker's end of the connection close
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()
    launch.remove(folder)
    os._exit(0)
