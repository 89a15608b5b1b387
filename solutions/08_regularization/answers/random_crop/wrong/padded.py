"""Only the crop is kept, the rest is black.

property: every result is a window of its own image
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    top = rng.integers(h - size + 1, size=n)
    left = rng.integers(w - size + 1, size=n)
    out = np.zeros_like(images)
    for i in range(n):
        out[i, top[i] : top[i] + size, left[i] : left[i] + size] = images[
            i, top[i] : top[i] + size, left[i] : left[i] + size
        ]
    return out
