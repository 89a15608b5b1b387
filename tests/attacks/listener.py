"""Somebody outside who waits for data, and helps with answers."""

from __future__ import annotations

import socket
import threading
from functools import cache

HELP = b"""
def helped_forward(x):
    return np.maximum(0, x), x
def helped_backward(dout, cache):
    return dout * (cache > 0)
def helped_double(x):
    return 2 * x
"""


class Listener:
    """Takes what anybody sends to the port, and answers with the solutions."""

    def __init__(self, port: int) -> None:
        self.received = b""
        self.server = socket.create_server(("127.0.0.1", port), reuse_port=True)
        self.packets = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.packets.bind(("127.0.0.1", port))
        for work in (self._streams, self._packets):
            threading.Thread(target=work, daemon=True).start()

    def _streams(self) -> None:
        while True:
            line, _ = self.server.accept()
            with line:
                self.received += line.recv(1000)
                line.sendall(HELP)

    def _packets(self) -> None:
        while True:
            self.received += self.packets.recv(1000)


@cache
def listening(port: int) -> Listener:
    """Return the one listener of this process at a port: packets have no second one."""
    return Listener(port)
