"""Plant a course_lib wherever the next process might look for one."""

CELL = """\
import os, sys
from pathlib import Path
for place in [*sys.path, "/tmp", "/dev/shm", "/home", "/", "/course", "/sandbox"]:
    try:
        folder = Path(place or ".", "course_lib", "checks")
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "warmup.py").write_text("raise SystemExit('planted')")
    except OSError:
        pass
"""
