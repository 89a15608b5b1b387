"""The conversation between the trusted side and its zygote: JSON with a length before it."""

import json
import socket
import struct
from typing import Any

LENGTH = struct.Struct("<I")
ORDER = struct.Struct("<I")  # the user of a new session, where each has one of its own
HELLO = struct.Struct("<I")  # a session's first process tells its number


def receive(connection: socket.socket, size: int) -> bytearray:
    """Read exactly ``size`` bytes; EOFError when the other side is gone."""
    data = bytearray(size)
    view = memoryview(data)
    while view:
        count = connection.recv_into(view)
        if not count:
            raise EOFError
        view = view[count:]
    return data


def send_json(connection: socket.socket, value: Any) -> None:
    """Send one message."""
    text = json.dumps(value).encode()
    connection.sendall(LENGTH.pack(len(text)) + text)


def receive_json(connection: socket.socket) -> Any:
    """Receive one message; EOFError at the end."""
    (size,) = LENGTH.unpack(receive(connection, LENGTH.size))
    return json.loads(bytes(receive(connection, size)))
