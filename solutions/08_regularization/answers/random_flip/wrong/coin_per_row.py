"""A coin for each row.

property: an image stays as it is or is mirrored left-right
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    coins = rng.random(images.shape[:2]) < 0.5
    return np.where(coins[:, :, None, None], images[:, :, ::-1], images)
