"""rng.choice among the places."""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    top = rng.choice(np.arange(h - size + 1), n)
    left = rng.choice(np.arange(w - size + 1), n)
    out = np.empty((n, size, size, 3), images.dtype)
    for i in range(n):
        out[i] = images[i, top[i] : top[i] + size, left[i] : left[i] + size]
    return out
