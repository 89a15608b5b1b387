"""The loop of a student's process: one request, one reply.

Nothing here is protected from the student's code, which lives in the same process; all this loop
owes the trusted side is to be honest as long as that code is.
"""

import socket
import sys
from typing import Any

from .messages import receive
from .objects import Missing, Objects
from .shell import close_figures, describe, run_cell
from .wire import HEADER, Node, WireError, pack, parse_header, parse_tree


class Worker:
    """Answers the trusted side's requests with the student's namespace."""

    def __init__(self, connection: socket.socket, shell: Any, max_reply: int) -> None:
        self._connection = connection
        self._shell = shell
        self._objects = Objects(shell.user_ns)
        self._max_reply = max_reply

    def serve(self) -> None:
        """Answer until the trusted side hangs up."""
        while True:
            try:
                header = receive(self._connection, HEADER.size)
                tree_size, payload_size = parse_header(bytes(header), 1 << 40)
                tree = parse_tree(bytes(receive(self._connection, tree_size)))
                payload = memoryview(receive(self._connection, payload_size))
            except EOFError:
                return
            self._connection.sendall(self._answer(tree, payload))

    def _answer(self, tree: Node, payload: memoryview) -> bytes:
        kind, sequence, nonce, forget, release, updates, values, extra = tree
        self._objects.forget(forget, release)
        value: object = None
        opaque: list[int] = []
        try:
            arguments = self._objects.read(payload, updates, values)
            outcome, value, opaque = self._do(kind, extra, arguments)
        except Missing as error:
            outcome = ["missing", str(error)]
        except BaseException as error:
            outcome = self._error(error)
        close_figures()
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                # Replaced or closed by the student: what it held is lost.
                continue
        try:
            return self._reply(sequence, nonce, outcome, value, opaque)
        except WireError as error:
            outcome = ["error", "", "ResultTooLarge", str(error), []]
            return self._reply(sequence, nonce, outcome, None, [])

    def _do(self, kind: str, extra: Any, arguments: list[Any]) -> tuple[Node, object, list[int]]:
        if kind == "cell":
            return ["cell", *run_cell(self._shell, extra)], None, []
        if kind == "get":
            return ["ok"], self._objects.named(extra), []
        if kind == "call":
            name, opaque = extra
            function = self._objects.named(name)
            args, kwargs = arguments
            return ["ok"], function(*args, **kwargs), opaque
        return ["ok"], None, []

    def _reply(
        self, sequence: int, nonce: str, outcome: Node, value: object, opaque: list[int]
    ) -> bytes:
        parts, buffers = self._objects.write(value, opaque)
        message = pack([sequence, nonce, outcome, parts], buffers, self._max_reply)
        self._objects.sent()
        return message

    def _error(self, error: BaseException) -> Node:
        kind = "not written" if isinstance(error, NotImplementedError) else ""
        return ["error", kind, *describe(error)]
