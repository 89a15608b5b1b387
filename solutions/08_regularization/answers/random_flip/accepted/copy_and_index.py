"""A copy, the chosen images replaced."""

import numpy as np


def random_flip(images, rng):
    out = images.copy()
    flip = rng.integers(2, size=len(images)) == 1
    out[flip] = out[flip, :, ::-1]
    return out
