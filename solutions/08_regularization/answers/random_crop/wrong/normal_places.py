"""Places near the centre.

property: every place comes up, the last ones included
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    top = np.clip(
        np.rint((h - size) / 2 + rng.standard_normal(n) * (h - size) / 4), 0, h - size
    ).astype(int)
    left = np.clip(
        np.rint((w - size) / 2 + rng.standard_normal(n) * (w - size) / 4), 0, w - size
    ).astype(int)
    out = np.empty((n, size, size, 3), images.dtype)
    for i in range(n):
        out[i] = images[i, top[i] : top[i] + size, left[i] : left[i] + size]
    return out
