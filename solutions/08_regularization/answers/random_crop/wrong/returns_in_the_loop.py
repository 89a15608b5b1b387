"""Returns the first crop.

property: every result is a window of its own image
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    for im in images:
        i = rng.integers(h - size + 1)
        j = rng.integers(w - size + 1)
        return im[i : i + size, j : j + size]
