"""Exactly half of the images, chosen at random.

property: each image has a coin of its own
kind: convention
"""

import numpy as np


def random_flip(images, rng):
    out = images.copy()
    flip = rng.permutation(len(images))[: len(images) // 2]
    out[flip] = out[flip, :, ::-1]
    return out
