"""Keep every processor busy with children, so that the others run out of time."""

CELL = """\
import os
for _ in range(50):
    try:
        if not os.fork():
            while True:
                pass
    except OSError:
        break
"""
