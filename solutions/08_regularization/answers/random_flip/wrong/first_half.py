"""The first or the last half.

property: each image has a coin of its own
kind: convention
"""

import numpy as np


def random_flip(images, rng):
    out = images.copy()
    half = slice(None, len(images) // 2) if rng.random() < 0.5 else slice(len(images) // 2, None)
    out[half] = out[half, :, ::-1]
    return out
