"""The images are read in the order in which they lie in memory.

property: read-only views with gaps
kind: guard
"""

import numpy as np


def random_flip(images, rng):
    images = images.ravel(order="K").reshape(images.shape)
    flip = rng.random(len(images)) < 0.5
    return np.where(flip[:, None, None, None], images[:, :, ::-1], images)
