"""A fixed seed.

property: drawn from rng, anew in every call
kind: guard
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    rng = np.random.default_rng(0)
    top = rng.integers(h - size + 1, size=n)
    left = rng.integers(w - size + 1, size=n)
    out = np.empty((n, size, size, 3), images.dtype)
    for i in range(n):
        out[i] = images[i, top[i] : top[i] + size, left[i] : left[i] + size]
    return out
