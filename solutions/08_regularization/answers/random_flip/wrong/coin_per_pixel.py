"""A coin for each pixel.

property: an image stays as it is or is mirrored left-right
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    coins = rng.random(images.shape) < 0.5
    return np.where(coins, images[:, :, ::-1], images)
