"""Every second image.

property: each image has a coin of its own
kind: detail
"""

import numpy as np


def random_flip(images, rng):
    out = images.copy()
    start = rng.integers(2)
    out[start::2] = out[start::2, :, ::-1]
    return out
