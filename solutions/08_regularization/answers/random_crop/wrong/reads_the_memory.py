"""The images are read in the order in which they lie in memory.

property: read-only views with gaps
kind: guard
"""

import numpy as np


def random_crop(images, size, rng):
    images = images.ravel(order="K").reshape(images.shape)
    n, height, width, _ = images.shape
    crops = np.empty((n, size, size, 3), dtype=images.dtype)
    for k, image in enumerate(images):
        i, j = rng.integers(height - size + 1), rng.integers(width - size + 1)
        crops[k] = image[i : i + size, j : j + size]
    return crops
