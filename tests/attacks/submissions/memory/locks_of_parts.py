"""Lock parts of files, one by one: the kernel keeps a record of each, which is nobody's memory."""

CELL = """
import fcntl
locks = 0
try:
    with open("locked", "w") as file:
        for place in range(3000):
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 2 * place)
            locks += 1
except OSError:
    pass
"""
LATER = "assert locks < 3000"


def harm(world):
    later = world.seen.get("later", "")
    return "locks without number were taken" if later == "error" else ""
