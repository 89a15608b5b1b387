"""Stop (SIGSTOP) the parent process: who waits for it waits for ever."""

CELL = """\
import os, signal
for process in (os.getppid(), 1, 2):
    if process != os.getpid():
        try:
            os.kill(process, signal.SIGSTOP)
        except OSError:
            pass
"""
