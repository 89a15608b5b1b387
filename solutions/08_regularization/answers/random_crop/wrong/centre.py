"""The centre always.

property: every place comes up, the last ones included
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    return images[:, (h - size) // 2 :, (w - size) // 2 :][:, :size, :size].copy()
