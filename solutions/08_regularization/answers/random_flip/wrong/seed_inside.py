"""A generator with a fixed seed.

property: each image has a coin of its own
kind: detail
"""

import numpy as np


def random_flip(images, rng):
    rng = np.random.default_rng(0)
    out = images.copy()
    flip = rng.random(len(images)) < 0.5
    out[flip] = out[flip, :, ::-1]
    return out
