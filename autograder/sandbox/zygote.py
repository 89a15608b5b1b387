"""A process that has imported everything and forks a worker for each session.

It runs no student's code: each session is a fork of it, so nothing that one session does can be
seen by the next. It ends when the trusted side hangs up.
"""

import contextlib
import gc
import importlib
import os
import random
import signal
import socket
import sys
import tempfile
from dataclasses import dataclass
from typing import Any

import numpy

from . import confine, own_user, rlimits
from .limits import SessionLimits
from .messages import HELLO, ORDER, receive, receive_json, send_json
from .shell import make_shell, run_cell
from .worker import Worker

SPARE = 200
CONNECTION = 3  # the worker's end of the socketpair; 0, 1 and 2 are its standard streams


@dataclass(frozen=True)
class Settings:
    """What the trusted side tells a new zygote."""

    protection: str
    allowed: list[list[Any]]
    path: list[str]
    preload: list[str]
    home: str
    limits: SessionLimits


def main(fd: int) -> None:
    """Prepare, say so, and fork whenever the trusted side sends three file descriptors."""
    control = socket.socket(fileno=fd)
    received = receive_json(control)
    settings = Settings(**{**received, "limits": SessionLimits(**received["limits"])})
    try:
        shell = _prepare(settings)
    except Exception as error:
        send_json(control, {"error": f"{type(error).__name__}: {error}"})
        return
    send_json(control, {"error": None})
    while True:
        message, fds, _, _ = socket.recv_fds(control, ORDER.size, 3)
        if not message:
            return
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        child = os.fork()
        if not child:
            # Whatever happens, the child never returns into this loop.
            try:
                _start(settings, shell, ORDER.unpack(message)[0], fds)
            except BaseException as error:
                # The session's own stderr, which the trusted side reads.
                os.write(2, f"{type(error).__name__}: {error}".encode())
            finally:
                os._exit(1)
        for number in fds:
            os.close(number)


def _prepare(settings: Settings) -> Any:
    sys.path[:0] = settings.path
    os.chdir(settings.home)
    for name in ("matplotlib.pyplot", *settings.preload):
        importlib.import_module(name)
    # Students who do not use the generator they are given get the same numbers in each session.
    numpy.random.seed(0)  # noqa: NPY002
    shell = make_shell()
    # What IPython and Matplotlib load at the first cell, the first error and the first figure.
    for source in ("pass", "1 +", "raise ValueError", "matplotlib.pyplot.figure().text(0, 0, 'a')"):
        run_cell(shell, f"import matplotlib.pyplot\n{source}")
    shell.reset(new_session=True)
    gc.collect()
    gc.freeze()  # the collector would touch, and so copy, every page of each fork
    return shell


def _start(settings: Settings, shell: Any, user: int, fds: list[int]) -> None:
    """Become a worker, of ``user`` where each session has one."""
    _arrange(fds)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    connection = socket.socket(fileno=CONNECTION)
    os.setsid()
    rlimits.die_first()

    def greet() -> None:
        """Say who this is, and go on when the trusted side has taken its measures."""
        connection.sendall(HELLO.pack(os.getpid()))
        receive(connection, 1)

    if settings.protection == "bubblewrap":
        confine.enter(settings.home, settings.limits, greet)
    elif settings.protection == "weak":
        own_user.enter(user, settings.home, settings.allowed, settings.limits, greet)
    else:
        os.chdir(tempfile.mkdtemp(dir=settings.home))
        rlimits.apply(settings.limits)
        greet()
    random.seed(0)  # each fork seeds it again
    sys.stdout = open(1, "w", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", errors="backslashreplace", closefd=False)  # noqa: SIM115
    Worker(connection, shell, settings.limits.reply).serve()
    os._exit(0)


def _arrange(fds: list[int]) -> None:
    """Keep stdin, stdout, stderr and the connection, and no other file descriptor."""
    connection, out, err = fds
    sources = os.open(os.devnull, os.O_RDONLY), out, err, connection
    for offset, number in enumerate(sources):  # a source may sit where a target goes
        os.dup2(number, SPARE + offset)
    for target in range(len(sources)):
        os.dup2(SPARE + target, target, inheritable=target != CONNECTION)
    for name in os.listdir("/dev/fd"):
        if int(name) > CONNECTION:
            with contextlib.suppress(OSError):  # the listing's own is closed already
                os.close(int(name))
