"""Watch the memory of sessions from outside: a limit that needs no privilege and no trust."""

import contextlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import OutOfMemory

if TYPE_CHECKING:
    from .session import Session

INTERVAL = 0.05
# Quick to read, but pages that a fork shares are counted for each process; and the exact share.
QUICK = ("status", ("RssAnon:", "RssShmem:", "VmSwap:"))
EXACT = ("smaps_rollup", ("Pss_Anon:", "Pss_Shmem:", "SwapPss:"))


def family_of(process: int) -> list[int]:
    """Return ``process`` and its descendants.

    Inside a pid namespace nobody gets away: what loses its parent becomes a child of the first.
    """
    family = [process]
    for number in family:
        # A process may end while it is looked at.
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{number}/task").iterdir():
                family += map(int, (task / "children").read_text(encoding="ascii").split())
    return family


def memory_of(process: int, limit: int) -> int:
    """Return the bytes that ``process`` and its descendants hold for themselves.

    What is read quickly is an upper bound; only one above ``limit`` is looked at more closely.
    """
    family = family_of(process)
    total = sum(_read(number, *QUICK) for number in family)
    if total <= limit:
        return total
    # A kernel that keeps the exact share to itself leaves the bound.
    return sum(_read(number, *EXACT) or _read(number, *QUICK) for number in family)


def _read(process: int, file: str, kinds: tuple[str, ...]) -> int:
    total = 0
    with contextlib.suppress(OSError):
        text = Path(f"/proc/{process}/{file}").read_text(encoding="utf-8", errors="replace")
        for line in text.splitlines():
            if line.startswith(kinds):
                total += int(line.split()[1]) << 10
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
                if memory_of(process, self._limit) > self._limit:
                    session.kill(OutOfMemory.over(self._limit))
