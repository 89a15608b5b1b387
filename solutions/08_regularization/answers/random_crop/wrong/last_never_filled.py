"""The loop leaves out the last image.

property: every result is a window of its own image
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    out = np.zeros((n, size, size, 3), np.uint8)
    for k in range(n - 1):
        i = rng.integers(h - size + 1)
        j = rng.integers(w - size + 1)
        out[k] = images[k, i : i + size, j : j + size]
    return out
