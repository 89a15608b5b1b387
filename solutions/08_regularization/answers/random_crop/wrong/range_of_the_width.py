"""Both places from the range of the width, cut to fit.

property: tall images as well as wide ones
kind: detail
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    top = rng.integers(min(h, w) - size + 1, size=n)
    left = rng.integers(w - size + 1, size=n)
    out = np.empty((n, size, size, 3), images.dtype)
    for i in range(n):
        out[i] = images[i, top[i] : top[i] + size, left[i] : left[i] + size]
    return out
