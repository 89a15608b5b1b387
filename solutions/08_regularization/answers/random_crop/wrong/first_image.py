"""Crops of the first image.

property: every result is a window of its own image
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    top = rng.integers(h - size + 1, size=n)
    left = rng.integers(w - size + 1, size=n)
    return np.stack([images[0, t : t + size, l : l + size] for t, l in zip(top, left)])
