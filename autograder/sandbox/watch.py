"""Watch the memory of sessions from outside: a limit that needs no privilege and no trust."""

import threading
from typing import TYPE_CHECKING

from .errors import OutOfMemory
from .family import memory_of

if TYPE_CHECKING:
    from .session import Session

INTERVAL = 0.05


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
