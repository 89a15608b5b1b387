"""A file of a terabyte that takes no room on the disk."""

import os

POINTS = None


def files(folder):
    os.truncate(folder / "00_warmup.ipynb", 1 << 40)
