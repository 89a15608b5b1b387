"""Zeros.

property: four corners
"""

import numpy as np


def ten_crop(image, size):
    return np.zeros((10, size, size, 3), np.uint8)
