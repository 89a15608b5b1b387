"""Floats are returned.

property: the result is uint8
kind: detail
"""

import numpy as np


def random_flip(images, rng):
    out = np.zeros(images.shape)
    for i, image in enumerate(images):
        out[i] = image[:, ::-1] if rng.random() < 0.5 else image
    return out
