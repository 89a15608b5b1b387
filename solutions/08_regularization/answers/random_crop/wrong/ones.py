"""A constant.

property: every result is a window of its own image
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    return np.full((len(images), size, size, 3), 1, np.uint8)
