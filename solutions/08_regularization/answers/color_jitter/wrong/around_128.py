"""Contrast around 128.

property: contrast is taken around the mean of each image
kind: detail
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    a = 1 + strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    b = 255 * strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    out = 128 + a * (x - 128) + b
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
