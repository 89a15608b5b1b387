"""The trusted side's way in: one warm zygote, and a session for each submission."""

import contextlib
import dataclasses
import os
import select
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Literal

from . import cgroup, delegation, jail, launch, remedy, weak
from .channel import Capture, Channel
from .errors import SandboxError, SandboxUnavailable, clip
from .limits import SessionLimits
from .messages import HELLO, ORDER, receive_json, send_json
from .process import Process
from .session import Session
from .watch import Watcher

#: The jail of namespaces, the one that needs none and holds less, or nothing at all.
Confinement = Literal["bubblewrap", "weak", "none"]
BY_STRENGTH: tuple[Confinement, ...] = ("none", "weak", "bubblewrap")
START_SECONDS = 60.0
CREDENTIALS = struct.Struct("3i")


class Sandbox:
    """One warm zygote; each session is a fork of it.

    ``mounts`` maps places inside to read-only files and folders outside; ``hidden`` are paths of
    Python's folders or of /usr that must not be seen inside. ``path`` goes to the front of
    ``sys.path`` inside, ``preload`` is imported before the first session, functions of ``modules``
    may be arguments, by name. ``protection`` names the jail; without one nothing is hidden or
    confined.

    Raises
    ------
    SandboxError
        If the zygote does not start; the text holds what it said.
    """

    def __init__(
        self,
        limits: SessionLimits | None = None,
        *,
        path: Sequence[str] = (),
        preload: Sequence[str] = (),
        modules: Collection[str] = (),
        mounts: Mapping[str, Path] | None = None,
        hidden: Collection[Path] = (),
        protection: Confinement = "bubblewrap",
    ) -> None:
        self.limits = limits or SessionLimits()
        self.protection = protection
        self._path = list(path)
        self._preload = list(preload)
        self._modules = frozenset(modules)
        self._mounts = dict(mounts or {})
        self._hidden = tuple(hidden)
        self._named = protection == "bubblewrap"  # places inside have names of their own
        self._allowed: list[tuple[str, int]] = []
        self._lock = threading.Lock()
        self._running = False
        self._control: socket.socket | None = None
        self._zygote: subprocess.Popen[bytes] | None = None
        self._sessions: list[Session] = []

    def __enter__(self) -> "Sandbox":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the zygote and wait until it has imported everything."""
        if sys.platform == "win32":
            raise SandboxUnavailable(remedy.other_system())
        if self.protection != "none":
            delegation.prepare()
        cgroup.remove_stale()
        self._home = jail.HOME if self._named else tempfile.mkdtemp(prefix="grading-")
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._watcher = Watcher(self.limits.memory)
        self._running = True
        try:
            if not self._named:
                self._path = launch.link_mounts(self._home, self._mounts, self._path)
            if self.protection == "weak":
                os.chmod(self._home, 0o711)
                sources = map(str, self._mounts.values())
                self._allowed = weak.readable([*self._path, *sources], self._hidden)
            self._start_zygote()
        except BaseException:
            self.close()
            raise

    def _start_zygote(self) -> None:
        self._control, inner = socket.socketpair()
        with inner:
            command = self._command(inner.fileno())
            self._zygote = subprocess.Popen(
                command,
                env=launch.environment(self._home),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                pass_fds=[inner.fileno()],
                start_new_session=True,
            )
        self._control.settimeout(START_SECONDS)
        settings = {
            "path": self._path,
            "preload": self._preload,
            "protection": self.protection,
            "allowed": self._allowed,
            "home": self._home,
            "limits": dataclasses.asdict(self.limits),
        }
        try:
            send_json(self._control, settings)
            reason = receive_json(self._control)["error"]
        except (OSError, EOFError):
            reason = self._last_words()
        if reason:
            raise SandboxError(f"the sandbox did not start: {reason}")

    def _command(self, fd: int) -> list[str]:
        if self._named:
            return jail.command(fd, self._mounts, self._hidden)
        return launch.bare(fd)

    def session(self) -> Session:
        """Fork a worker; start another zygote first if somebody killed it.

        Raises
        ------
        SandboxError
            If the zygote cannot.
        """
        control = self._control
        try:
            return self._new_session()
        except SandboxError:
            if not self._replace_zygote(control):
                raise
            return self._new_session()

    def _new_session(self) -> Session:
        ours, theirs = socket.socketpair()
        out, err = Capture(self.limits.output), Capture(self.limits.output)
        with contextlib.ExitStack() as undo:
            for thing in (ours, out, err):
                undo.callback(thing.close)
            user = weak.OwnUser() if self.protection == "weak" else None
            if user:
                undo.callback(user.close)
            with theirs:
                if hasattr(socket, "SO_PASSCRED"):
                    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
                self._order(user, [theirs.fileno(), out.writing, err.writing])
            out.close_writing()
            err.close_writing()
            number = self._greeting(ours, err)
            try:
                process = Process(number, self.protection != "none", self._group(), user)
            except OSError as error:
                raise SandboxError(f"the session ended at once: {error}") from error
            undo.callback(process.close)
            undo.callback(process.kill)
            ours.sendall(b"g")
            undo.pop_all()
        channel = Channel(ours, out, err, self.limits.reply)
        if process.handle is not None:
            channel.watch(process.handle)
        session = Session(process, channel, out, err, self.limits, self._modules, self.protection)
        if sys.platform == "linux":
            self._watcher.add(number, session)
        self._sessions = [other for other in self._sessions if not other.closed]
        self._sessions.append(session)
        return session

    def _group(self) -> cgroup.Group | None:
        return cgroup.create(self.limits) if self.protection != "none" else None

    def close(self) -> None:
        """End every session, and the zygote."""
        if not self._running:
            return
        self._running = False
        for session in self._sessions:
            session.close()
        self._end_zygote()
        self._watcher.close()
        self._log.close()
        if not self._named:
            launch.remove(self._home)

    def _end_zygote(self) -> None:
        """Hang up; the zygote then ends, and in the jail all its sessions with it."""
        if self._control is not None:
            self._control.close()
        if self._zygote is not None:
            try:
                self._zygote.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._zygote.kill()
                self._zygote.wait()

    def _order(self, user: weak.OwnUser | None, fds: list[int]) -> None:
        """Ask the zygote for a worker."""
        with self._lock:
            if not self._running or self._control is None:
                raise SandboxError("the sandbox is closed")
            try:
                socket.send_fds(self._control, [ORDER.pack(user.number if user else 0)], fds)
            except OSError as error:
                raise SandboxError(f"the zygote is gone: {self._last_words()}") from error

    def _replace_zygote(self, control: socket.socket | None) -> bool:
        """Start another zygote if the one behind ``control`` is gone; False if it is not."""
        with self._lock:
            if not self._running or control is None:
                return False
            if control is self._control:
                poll = select.poll()
                poll.register(control, select.POLLIN)
                if not poll.poll(0):
                    return False
                self._end_zygote()
                self._start_zygote()
            return True

    def _greeting(self, connection: socket.socket, err: Capture) -> int:
        """Return the number of the session's first process, as this side counts processes."""
        connection.settimeout(START_SECONDS)
        try:
            data, extra, _, _ = connection.recvmsg(HELLO.size, socket.CMSG_SPACE(CREDENTIALS.size))
        except OSError:
            data = b""
        if len(data) != HELLO.size:
            reason = clip(err.take()) or self._last_words()
            raise SandboxError(f"the session did not start: {reason}")
        for _, kind, content in extra:
            if kind == getattr(socket, "SCM_CREDENTIALS", None):
                return int(CREDENTIALS.unpack(content)[0])
        return int(HELLO.unpack(data)[0])

    def _last_words(self) -> str:
        self._log.seek(max(0, self._log.seek(0, os.SEEK_END) - 2000))
        return clip(self._log.read().decode(errors="replace").strip() or "no reason given")
