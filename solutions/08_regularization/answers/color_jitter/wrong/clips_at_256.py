"""Limits to 256.

property: white stays white: no wrap-around
kind: detail
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    a = rng.uniform(1 - strength, 1 + strength, (n, 1, 1, 1))
    b = rng.uniform(-255 * strength, 255 * strength, (n, 1, 1, 1))
    m = images.mean(axis=(1, 2, 3), keepdims=True)
    return np.clip(np.round(m + a * (images - m) + b), 0, 256).astype(np.uint8)
