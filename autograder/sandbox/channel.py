"""One request, one reply, with a deadline and with a hostile process at the other end.

The worker may send anything at any moment, or nothing, and may flood its output: no wait here is
without a deadline and no buffer without a bound.
"""

import contextlib
import os
import select
import socket
import sys
from collections.abc import Collection
from typing import Any

import numpy as np

from .clock import Deadline
from .errors import ProtocolViolation, WorkerDied
from .wire import HEADER, Node, WireError, parse_header, parse_tree

PIPE_SIZE = 1 << 20
CHUNK = 1 << 16
TREE_WEIGHT = 16  # a list of two characters becomes an object of some 60 bytes


class Capture:
    """What arrives on a pipe: the first ``limit`` bytes are kept, the others counted."""

    def __init__(self, limit: int) -> None:
        self.reading, self.writing = os.pipe()
        self._writable = True
        os.set_blocking(self.reading, False)
        if sys.platform == "linux":
            import fcntl

            with contextlib.suppress(OSError):  # a machine may allow smaller pipes only
                fcntl.fcntl(self.writing, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
        self._limit = limit
        self._kept = bytearray()
        self._dropped = 0

    def read(self) -> bool:
        """Take one chunk; False when there is none."""
        try:
            data = os.read(self.reading, CHUNK)
        except BlockingIOError:
            return False
        room = self._limit - len(self._kept)
        self._kept += data[:room]
        self._dropped += max(0, len(data) - room)
        return bool(data)

    def drain(self) -> None:
        """Take what is there, at most a pipe full: someone may be writing all the time."""
        for _ in range(PIPE_SIZE // CHUNK):
            if not self.read():
                break

    def take(self) -> str:
        """Return the text so far and start over."""
        self.drain()
        text = self._kept.decode(errors="replace")
        if self._dropped:
            text += f"\n... and {self._dropped} bytes more"
        self._kept.clear()
        self._dropped = 0
        return text

    def close_writing(self) -> None:
        """Give up this side's copy of the end that the worker writes to."""
        if self._writable:
            os.close(self.writing)
            self._writable = False

    def close(self) -> None:
        """Close the pipe."""
        self.close_writing()
        os.close(self.reading)


class Channel:
    """The trusted end of a socketpair, and the worker's two output streams."""

    def __init__(
        self, connection: socket.socket, out: Capture, err: Capture, max_reply: int
    ) -> None:
        connection.setblocking(False)
        self._connection = connection
        self._captures = {out.reading: out, err.reading: err}
        self._max_reply = max_reply
        self._poll = select.poll()
        for fd in self._captures:
            self._poll.register(fd, select.POLLIN)
        self._poll.register(connection, select.POLLIN)
        self._process: int | None = None
        self.received = 0  # bytes that replies took so far, about as they are in memory

    def watch(self, process: int) -> None:
        """Learn the pidfd whose end is the end of the worker."""
        self._process = process
        self._poll.register(process, select.POLLIN)

    def close(self) -> None:
        """Hang up; the captures stay readable."""
        self._connection.close()

    def exchange(self, message: bytes, deadlines: Collection[Deadline]) -> tuple[Node, memoryview]:
        """Send a request and return tree and payload of what comes back.

        Raises
        ------
        WorkerDied
            Or one of its kinds: the end of the process, of the time, or of the protocol.
        """
        self._send(memoryview(message), deadlines)
        try:
            header = bytes(self._receive(HEADER.size, deadlines))
            tree_size, payload_size = parse_header(header, self._max_reply)
            tree = parse_tree(bytes(self._receive(tree_size, deadlines)))
        except WireError as error:
            raise ProtocolViolation(f"the student's process sent {error}") from error
        payload = self._receive(payload_size, deadlines)
        self.received += payload_size + TREE_WEIGHT * tree_size
        for capture in self._captures.values():
            capture.drain()
        return tree, payload

    def _send(self, message: memoryview, deadlines: Collection[Deadline]) -> None:
        while message:
            try:
                message = message[self._connection.send(message) :]
            except BlockingIOError:
                self._poll.modify(self._connection, select.POLLIN | select.POLLOUT)
                try:
                    self._wait(select.POLLOUT, deadlines)
                finally:
                    self._poll.modify(self._connection, select.POLLIN)
            except OSError as error:
                raise WorkerDied("the student's process ended") from error

    def _receive(self, size: int, deadlines: Collection[Deadline]) -> memoryview:
        # Memory is used as bytes arrive, not as they are announced.
        view = np.empty(size, np.uint8).data
        position = 0
        while position < size:
            try:
                count = self._connection.recv_into(view[position:])
            except BlockingIOError:
                self._wait(select.POLLIN | select.POLLERR, deadlines)
                continue
            except OSError:
                count = 0
            if not count:
                raise WorkerDied("the student's process ended")
            position += count
            for deadline in deadlines:
                deadline.left()
        return view

    def _wait(self, events: int, deadlines: Collection[Deadline]) -> None:
        """Wait until the connection is ready, taking the worker's output meanwhile."""
        while True:
            left = min(deadline.left() for deadline in deadlines)
            ready: dict[int, Any] = dict(self._poll.poll(left * 1000))
            for fd, capture in self._captures.items():
                if fd in ready and not capture.read() and ready[fd] & select.POLLHUP:
                    self._poll.unregister(fd)
            if ready.get(self._connection.fileno(), 0) & (events | select.POLLHUP):
                return
            if self._process in ready:
                raise WorkerDied("the student's process ended")
