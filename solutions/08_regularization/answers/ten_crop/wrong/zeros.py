"""Zeros.

property: four corners
kind: idea
"""

import numpy as np


def ten_crop(image, size):
    return np.zeros((10, size, size, 3), np.uint8)
