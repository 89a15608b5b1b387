"""Stacks the two fives.

property: four corners
kind: idea
"""

import numpy as np


def ten_crop(image, size):
    b, r = image.shape[0] - size, image.shape[1] - size
    p = [(0, 0), (0, r), (b, 0), (b, r), (b // 2, r // 2)]
    c = np.stack([image[i : i + size, j : j + size] for i, j in p])
    return np.stack([c, c[:, :, ::-1]])
