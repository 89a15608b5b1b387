"""Take all the timers and waiting signals that the user of the grader may have together."""

CELL = """
import ctypes
libc, timers = ctypes.CDLL(None), 0
number = ctypes.c_void_p()
while timers < 5000 and not libc.timer_create(1, None, ctypes.byref(number)):
    timers += 1
"""
LATER = "assert timers < 5000"


def harm(world):
    later = world.seen.get("later", "")
    return "5000 timers were taken" if later == "error" else ""
