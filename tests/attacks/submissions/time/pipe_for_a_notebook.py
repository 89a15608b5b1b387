"""Hand in a pipe: whoever opens it waits for somebody to write into it."""

import os

POINTS = None


def files(folder):
    path = folder / "00_warmup.ipynb"
    path.unlink()
    os.mkfifo(path)
