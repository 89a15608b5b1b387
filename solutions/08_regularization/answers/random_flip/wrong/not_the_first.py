"""The first image is never mirrored.

property: each image has a coin of its own
kind: detail
"""

import numpy as np


def random_flip(images, rng):
    out = images.copy()
    for i in range(1, len(images)):
        if rng.random() < 0.5:
            out[i] = images[i, :, ::-1]
    return out
