"""Overwrite the library's checks on the disk, for everybody who comes after."""

CELL = """\
import course_lib.notebook
from pathlib import Path
try:
    Path(course_lib.notebook.__file__).with_name("planted.py").write_text("x")
    planted = True
except OSError:
    planted = False
"""
LATER = "assert not planted"


def harm(world):
    return "the library can be changed" if world.seen.get("later") == "error" else ""
