"""One number for the place, split into row and column."""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    place = rng.integers((h - size + 1) * (w - size + 1), size=n)
    top, left = np.divmod(place, w - size + 1)
    out = np.empty((n, size, size, 3), images.dtype)
    for i in range(n):
        out[i] = images[i, top[i] : top[i] + size, left[i] : left[i] + size]
    return out
