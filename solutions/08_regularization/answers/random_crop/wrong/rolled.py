"""A window that reaches over the edge goes on at the other side.

property: every result is a window of its own image
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    crops = np.zeros((n, size, size, 3), dtype=images.dtype)
    for i in range(n):
        top, left = rng.integers(h), rng.integers(w)
        crops[i] = np.roll(images[i], (-top, -left), axis=(0, 1))[:size, :size]
    return crops
