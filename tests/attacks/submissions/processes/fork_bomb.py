"""Start as many processes as the machine gives."""

CELL = """\
import os, time
started = 0
try:
    for _ in range(400):
        if not os.fork():
            time.sleep(60)
            os._exit(0)
        started += 1
except OSError:
    pass
"""
LATER = "assert started < 100, started"


def harm(world):
    return "400 processes were started" if world.seen.get("later") == "error" else ""
