"""Rounded uniform numbers: the ends come up half as often.

property: every place comes up, the last ones included
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    top = np.rint(rng.random(n) * (h - size)).astype(int)
    left = np.rint(rng.random(n) * (w - size)).astype(int)
    out = np.empty((n, size, size, 3), images.dtype)
    for i in range(n):
        out[i] = images[i, top[i] : top[i] + size, left[i] : left[i] + size]
    return out
