"""The input is returned.

property: four corners
kind: idea
"""

import numpy as np


def ten_crop(image, size):
    return image
