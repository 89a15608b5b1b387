"""Ten random crops.

property: four corners
kind: idea
"""

import numpy as np


def ten_crop(image, size):
    h, w, _ = image.shape
    rng = np.random.default_rng(image.shape[0])
    t, l = rng.integers(h - size + 1, size=10), rng.integers(w - size + 1, size=10)
    return np.stack([image[a : a + size, b : b + size] for a, b in zip(t, l)])
