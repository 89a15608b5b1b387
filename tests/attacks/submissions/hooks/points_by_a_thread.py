"""A thread sets the variable `points` to the maximum, all the time."""

CELL = """\
import threading, time
shell = get_ipython()
def work():
    while True:
        if "points" in shell.user_ns:
            shell.user_ns["points"] = 12.0
        time.sleep(0)
threading.Thread(target=work, daemon=True).start()
"""
