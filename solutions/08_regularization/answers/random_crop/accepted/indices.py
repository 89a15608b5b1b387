"""Index arrays."""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    rows = rng.integers(0, h - size, size=(n, 1), endpoint=True) + np.arange(size)
    cols = rng.integers(0, w - size, size=(n, 1), endpoint=True) + np.arange(size)
    return images[np.arange(n)[:, None, None], rows[:, :, None], cols[:, None, :]]
