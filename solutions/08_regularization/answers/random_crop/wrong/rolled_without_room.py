"""Without room to move there are two places, and the second goes on at the other side.

property: an image of exactly that size, a batch of one
kind: guard
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    crops = np.zeros((n, size, size, 3), dtype=images.dtype)
    for i in range(n):
        top = rng.integers(max(h - size, 1) + 1)
        left = rng.integers(max(w - size, 1) + 1)
        crops[i] = np.roll(images[i], (-top, -left), axis=(0, 1))[:size, :size]
    return crops
