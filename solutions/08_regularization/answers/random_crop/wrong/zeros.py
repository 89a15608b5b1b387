"""Zeros.

property: every result is a window of its own image
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    return np.zeros((len(images), size, size, 3), np.uint8)
