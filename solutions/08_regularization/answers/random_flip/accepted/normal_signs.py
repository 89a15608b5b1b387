"""The sign of a normal number as a coin."""

import numpy as np


def random_flip(images, rng):
    out = np.array(images)
    for n in np.flatnonzero(rng.standard_normal(len(images)) > 0):
        out[n] = images[n, :, ::-1]
    return out
