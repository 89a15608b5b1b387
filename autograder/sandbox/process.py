"""The process that a session has to end, whatever its name space."""

import contextlib
import os
import select
import signal
import sys
import threading

from .cgroup import Group
from .family import processor_seconds
from .weak import OwnUser

END_MILLISECONDS = 10_000


class Process:
    """The first process of a session, known by number, and by pidfd where there is such a thing.

    In the jail it is the first of its pid namespace, so its end is the end of all. In the weak one
    all but it belong to a user of their own. Without a jail it leads a process group.
    """

    def __init__(
        self, number: int, jailed: bool, group: Group | None = None, user: OwnUser | None = None
    ) -> None:
        self.number = number
        self._jailed = jailed
        self._user = user
        self._handle = os.pidfd_open(number) if sys.platform == "linux" else None
        self._group = group
        self._spent = 0.0
        if group:
            group.add(number)
        self._lock = threading.Lock()  # the watcher kills from its own thread

    @property
    def handle(self) -> int | None:
        """The pidfd, None on a system without."""
        return self._handle

    def kill(self) -> None:
        """Send SIGKILL; harmless when it is dead already."""
        with self._lock, contextlib.suppress(ProcessLookupError, PermissionError):
            if self._user:
                self._user.kill()  # the first one ends when it has buried them
            elif not self._jailed:
                os.killpg(self.number, signal.SIGKILL)
            elif self._handle is not None:
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def processor_seconds(self) -> float:
        """Return the processor time of it and of its descendants; it never falls."""
        spent = self._group.processor_seconds() if self._group else None
        if spent is None and sys.platform == "linux" and self._handle is not None:
            spent = processor_seconds(self.number)
        self._spent = max(self._spent, spent or 0.0)
        return self._spent

    def ran_out_of_memory(self) -> bool:
        """Tell whether the kernel ended it because of its memory."""
        return self._group is not None and self._group.ran_out_of_memory()

    def close(self) -> None:
        """Wait for the end, and give the pidfd back."""
        if self._handle is not None:
            # It is over when the last process of the namespace is.
            poll = select.poll()
            poll.register(self._handle, select.POLLIN)
            poll.poll(END_MILLISECONDS)
        with self._lock:
            if self._handle is not None:
                os.close(self._handle)
                self._handle = None
        if self._user:
            self._user.close()
            self._user = None
        if self._group:
            self._group.close()
            self._group = None
