"""One random number, scaled to both ranges.

property: every place comes up, the last ones included
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    u = rng.random(n)
    top, left = (u * (h - size + 1)).astype(int), (u * (w - size + 1)).astype(int)
    out = np.empty((n, size, size, 3), images.dtype)
    for i in range(n):
        out[i] = images[i, top[i] : top[i] + size, left[i] : left[i] + size]
    return out
