"""Landlock: a process names the files that it may still open, and the kernel refuses all others.

It needs no namespace and no privilege. What it does not cover: that a file exists, its size and
its times can still be asked for wherever the file's folder lets this user in.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from .errors import SandboxUnavailable

CREATE, ADD, RESTRICT = 444, 445, 446  # system calls, the same on every machine
VERSION_FLAG, BELOW = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_FOLDER = 1, 2, 4, 8
READ = EXECUTE | READ_FILE | READ_FOLDER
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | 1 << 14 | 1 << 15
RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}  # how many rights of files a version knows
TCP, SCOPES = 3, 3  # bind and connect; abstract sockets and signals
NO_NEW_PRIVILEGES = 38

_libc = ctypes.CDLL(None, use_errno=True)


def version() -> int:
    """Return the version of Landlock that this kernel has, 0 if none."""
    return max(0, int(_libc.syscall(CREATE, None, ctypes.c_size_t(0), VERSION_FLAG)))


def every_right() -> int:
    """Return all rights of files that this kernel knows, as bits."""
    known = max(count for least, count in RIGHTS.items() if least <= version())
    return (1 << known) - 1


def restrict(allowed: Iterable[tuple[str, int]]) -> None:
    """Let this process, and its children for good, open nothing but what ``allowed`` names.

    ``allowed`` pairs a file or folder with rights; those of a folder hold for all below it.

    Raises
    ------
    SandboxUnavailable
        If the kernel has no Landlock.
    OSError
        If it refuses.
    """
    if not version():
        raise SandboxUnavailable("this kernel has no Landlock: use Linux 5.13 or newer")
    handled = every_right()
    described = struct.pack("=QQQ", handled, TCP, SCOPES)
    size = 24 if version() >= 6 else 16 if version() >= 4 else 8
    ruleset = _call(CREATE, described[:size], ctypes.c_size_t(size), 0)
    try:
        for path, rights in allowed:
            _allow(ruleset, path, rights & handled)
        if _libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "the kernel lets no privilege be given up")
        _call(RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        known = rights if Path(path).is_dir() else rights & OF_FILES
        _call(ADD, ruleset, BELOW, struct.pack("=Qi", known, place), 0)
    finally:
        os.close(place)


def _call(number: int, *arguments: object) -> int:
    result = int(_libc.syscall(number, *arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"Landlock: {os.strerror(code)}")
    return result
