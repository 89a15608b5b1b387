"""Make thirty thousand files: a file system runs out of them too."""

CELL = """\
import os
made = 0
os.makedirs("many", exist_ok=True)
try:
    for index in range(30_000):
        open(f"many/{index}", "w").close()
        made += 1
except OSError:
    pass
"""
LATER = "import shutil\nshutil.rmtree('many')\nassert made < 30_000"


def harm(world):
    return "30 000 files were made" if world.seen.get("later") == "error" else ""
