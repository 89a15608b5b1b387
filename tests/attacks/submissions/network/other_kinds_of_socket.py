"""Reach out by UDP, a raw socket, netlink, a Unix socket, a child's interpreter."""

from attack_kit import PORT

CELL = f"""\
import glob, socket, subprocess, sys
def attempt(action):
    try:
        action()
    except Exception:
        pass
attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", {PORT})))
attempt(lambda: socket.socket(16, 3))
attempt(lambda: socket.socket(40, 1).connect((2, {PORT})))
code = "import socket; socket.create_connection(('127.0.0.1', {PORT}), 2).sendall(b'child')"
attempt(lambda: subprocess.run([sys.executable, "-c", code], timeout=10, capture_output=True))
"""


def harm(world):
    return "data left the machine" if world.received else ""
