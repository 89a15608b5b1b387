"""Crops of random images.

property: every result is a window of its own image
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    top = rng.integers(h - size + 1, size=n)
    left = rng.integers(w - size + 1, size=n)
    images = images[rng.integers(n, size=n)]
    out = np.empty((n, size, size, 3), images.dtype)
    for i in range(n):
        out[i] = images[i, top[i] : top[i] + size, left[i] : left[i] + size]
    return out
