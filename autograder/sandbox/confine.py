"""From a fork of the zygote to a confined process: namespaces, mounts, privileges.

All of it happens inside bubblewrap, and needs no privilege: each session gets a user namespace of
its own, in which it may do this, and then gives up the right to do more. The kernel also counts
processes per user namespace, so one session's fork bomb leaves room for another's threads.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

from . import rlimits, seccomp
from .limits import SessionLimits

_libc = ctypes.CDLL(None, use_errno=True)

NEW_USER, NEW_MOUNTS, NEW_CGROUP, NEW_HOST = 0x10000000, 0x00020000, 0x02000000, 0x04000000
NEW_IPC, NEW_PROCESSES, NEW_NETWORK = 0x08000000, 0x20000000, 0x40000000
READ_ONLY, NO_SETUID, NO_DEVICES, NO_PROGRAMS = 1, 2, 4, 8
RECURSIVE, PRIVATE = 1 << 14, 1 << 18
SHARED_MEMORY = 16 << 20


def _check(result: int, what: str) -> None:
    if result:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def enter(home: str, limits: SessionLimits, greet: Callable[[], None]) -> None:
    """Return in a confined process; its parent is the first of a new pid namespace.

    ``greet`` is called by that first process, before any right is given up: the kernel tells the
    trusted side who it is.
    """
    user, group = os.getuid(), os.getgid()
    flags = NEW_USER | NEW_MOUNTS | NEW_CGROUP | NEW_HOST | NEW_IPC | NEW_PROCESSES | NEW_NETWORK
    _check(_libc.unshare(flags), "unshare")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(text)
    # After this no thread can be started here, so nothing else may happen here either.
    if os.fork():
        os._exit(0)
    _mount(home, limits)
    rlimits.apply(limits)
    rlimits.apply_processes(limits)
    greet()
    _drop_capabilities()
    seccomp.install()
    worker = os.fork()
    if worker:
        _wait(worker)


def _mount(home: str, limits: SessionLimits) -> None:
    """Cover every place that can be written to by one that is new, small and empty."""

    def mount(kind: str, target: str, flags: int, options: str = "") -> None:
        arguments = (kind.encode(), target.encode(), kind.encode(), flags, options.encode())
        _check(_libc.mount(*arguments), f"mount {target}")

    plain = NO_SETUID | NO_DEVICES
    _check(_libc.mount(None, b"/", None, RECURSIVE | PRIVATE, None), "make mounts private")
    mount("tmpfs", home, plain, f"size={limits.disk},nr_inodes={limits.files},mode=0700")
    for target in ("/tmp", "/dev/shm"):
        if any(folder.startswith(f"{target}/") for folder in (sys.prefix, sys.base_prefix)):
            continue  # a cover would hide Python; there, the folder stays read-only
        mount("tmpfs", target, plain, f"size={SHARED_MEMORY},nr_inodes=1024,mode=1777")
    mount("devpts", "/dev/pts", NO_SETUID | NO_PROGRAMS, "newinstance,ptmxmode=0666,mode=620")
    mount("proc", "/proc", plain | NO_PROGRAMS | READ_ONLY)
    os.chdir(home)


def drop_bounding() -> None:
    """Let no program that is started from here get a capability."""
    read_bounding, drop = 23, 24
    for capability in range(64):
        if _libc.prctl(read_bounding, capability, 0, 0, 0) == 1:
            _check(_libc.prctl(drop, capability, 0, 0, 0), "drop a capability")


def _drop_capabilities() -> None:
    drop_bounding()
    ambient, clear_all = 47, 4
    _check(_libc.prctl(ambient, clear_all, 0, 0, 0), "clear ambient capabilities")
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    none = (ctypes.c_uint32 * 6)()
    _check(_libc.capset(header, none), "drop all capabilities")


def _wait(worker: int) -> None:
    """Bury children until the worker ends; the kernel then kills all others of the namespace."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.closerange(0, 4)  # the trusted side must see the worker's end of the connection close
    while True:
        if os.wait()[0] == worker:
            os._exit(0)
