"""NumPy's global generator.

property: drawn from rng, anew in every call
kind: guard
"""

import numpy as np


def random_flip(images, rng):
    out = images.copy()
    flip = np.random.rand(len(images)) < 0.5
    out[flip] = out[flip, :, ::-1]
    return out
