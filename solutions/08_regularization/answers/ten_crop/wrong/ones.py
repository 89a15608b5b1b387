"""A constant.

property: four corners
kind: idea
"""

import numpy as np


def ten_crop(image, size):
    return np.full((10, size, size, 3), 7, np.uint8)
