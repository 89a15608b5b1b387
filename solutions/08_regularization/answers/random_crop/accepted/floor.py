"""Floors of uniform numbers."""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    top = np.floor(rng.random(n) * (h - size + 1)).astype(int)
    left = np.floor(rng.random(n) * (w - size + 1)).astype(int)
    out = np.empty((n, size, size, 3), images.dtype)
    for i in range(n):
        out[i] = images[i, top[i] : top[i] + size, left[i] : left[i] + size]
    return out
