"""Watch the memory of sessions from outside: a limit that needs no privilege and no trust."""

import contextlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import OutOfMemory

if TYPE_CHECKING:
    from .session import Session

INTERVAL = 0.05
KINDS = ("RssAnon:", "RssShmem:", "VmSwap:")


def memory_of(process: int) -> int:
    """Return the bytes that ``process`` and its descendants hold for themselves.

    Pages that a fork still shares are counted for each process. Inside a pid namespace nobody gets
    away: what loses its parent becomes a child of the first process.
    """
    total = 0
    left = [process]
    while left:
        number = left.pop()
        folder = Path(f"/proc/{number}")
        # A process may end while it is looked at.
        with contextlib.suppress(OSError):
            for line in (
                (folder / "status").read_text(encoding="utf-8", errors="replace").split("\n")
            ):
                if line.startswith(KINDS):
                    total += int(line.split()[1]) << 10
            for task in (folder / "task").iterdir():
                left += map(int, (task / "children").read_text(encoding="ascii").split())
    return total


class Watcher:
    """A thread that looks at every open session a few times a second."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._sessions: dict[int, Session] = {}
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="sandbox watcher", daemon=True)
        self._thread.start()

    def add(self, process: int, session: "Session") -> None:
        """Watch ``session``, whose first process is ``process``, until it dies."""
        with self._changed:
            self._sessions[process] = session
            self._changed.notify()

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait(INTERVAL if self._sessions else None)
                if self._closed:
                    return
                for process, session in list(self._sessions.items()):
                    if not session.alive:
                        del self._sessions[process]
                watched = list(self._sessions.items())
            for process, session in watched:
                if memory_of(process) > self._limit:
                    session.kill(OutOfMemory(f"used more than {self._limit >> 20} MB of memory"))
