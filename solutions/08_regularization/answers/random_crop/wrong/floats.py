"""Floats are returned.

property: the result is uint8
kind: detail
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    top = rng.integers(h - size + 1, size=n)
    left = rng.integers(w - size + 1, size=n)
    out = np.zeros((n, size, size, 3))
    for i in range(n):
        out[i] = images[i, top[i] : top[i] + size, left[i] : left[i] + size]
    return out
