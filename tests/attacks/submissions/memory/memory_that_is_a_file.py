"""Hold memory in files of /dev/shm, which belong to no process."""

CELL = """\
written = 0
try:
    for index in range(300):
        with open(f"/dev/shm/held{index}", "wb") as file:
            file.write(bytes(1 << 20))
        written += 1
except OSError:
    pass
"""
LATER = """\
import glob, os
for path in glob.glob("/dev/shm/held*"):
    os.unlink(path)
assert written < 300
"""


def harm(world):
    return "300 MB of shared memory were taken" if world.seen.get("later") == "error" else ""
