"""Places over the whole image, clipped: the last come up too often.

property: every place comes up, the last ones included
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    top = np.minimum(rng.integers(h, size=n), h - size)
    left = np.minimum(rng.integers(w, size=n), w - size)
    out = np.empty((n, size, size, 3), images.dtype)
    for i in range(n):
        out[i] = images[i, top[i] : top[i] + size, left[i] : left[i] + size]
    return out
