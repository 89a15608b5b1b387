"""Overwrites columns that it still needs.

property: an image stays as it is or is mirrored left-right
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    out = images.copy()
    w = images.shape[2]
    for i in range(len(images)):
        if rng.random() < 0.5:
            for j in range(w):
                out[i, :, j] = out[i, :, w - 1 - j]
    return out
