"""Hand in a link to another student's notebook."""

import os

POINTS = None


def files(folder):
    own = folder / "00_warmup.ipynb"
    own.unlink()
    os.symlink(f"../../amy/{folder.name}/{own.name}", own)
