"""Kill the parent process, and everything else that can be signalled."""

CELL = """\
import os, signal
for process in (os.getppid(), 1, *range(2, 60)):
    if process != os.getpid():
        try:
            os.kill(process, signal.SIGKILL)
        except OSError:
            pass
"""
