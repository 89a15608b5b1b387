"""Rows and columns are exchanged.

property: an image stays as it is or is mirrored left-right
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    out = images.copy()
    flip = rng.random(len(images)) < 0.5
    return np.where(flip[:, None, None, None], np.swapaxes(images, 1, 2), images)
