"""The input is returned.

property: four corners
"""

import numpy as np


def ten_crop(image, size):
    return image
