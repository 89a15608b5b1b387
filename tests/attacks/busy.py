"""What keeps every processor busy: 55 children, or as many as there may be, that never end."""

#: In a session of its own, the kernel gives a child as much of the processor as a whole person.
SESSIONS = """\
import os
for _ in range(55):
    try:
        if not os.fork():
            os.setsid()
            while True:
                pass
    except OSError:
        break
"""
