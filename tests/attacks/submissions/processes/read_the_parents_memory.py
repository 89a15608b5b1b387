"""Search the memory of the parent processes for the hidden tests."""

CELL = """\
import os
secret = b"### BEGIN " + b"HIDDEN TESTS"
got = []
for process in {os.getppid(), 1, *range(2, 20)} - {os.getpid()}:
    try:
        maps = open(f"/proc/{process}/maps").read().split("\\n")
        with open(f"/proc/{process}/mem", "rb") as file:
            for line in maps:
                if " rw" in line:
                    start, end = (int(x, 16) for x in line.split()[0].split("-"))
                    file.seek(start)
                    if secret in file.read(end - start):
                        got.append(process)
                        break
    except (OSError, ValueError, OverflowError):
        pass
"""
LATER = "assert not got"


def harm(world):
    return "the hidden tests can be read in memory" if world.seen.get("later") == "error" else ""
