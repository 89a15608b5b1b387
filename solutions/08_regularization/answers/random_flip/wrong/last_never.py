"""The loop leaves out the last image.

property: each image has a coin of its own
kind: detail
"""

import numpy as np


def random_flip(images, rng):
    out = images.copy()
    for i in range(len(images) - 1):
        if rng.random() < 0.5:
            out[i] = images[i, :, ::-1]
    return out
