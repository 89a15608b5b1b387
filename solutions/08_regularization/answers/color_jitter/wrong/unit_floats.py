"""Floats from 0 to 1 are returned.

property: the result is uint8
kind: idea
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    a = 1 + strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    b = 255 * strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    return np.clip(mean + a * (x - mean) + b, 0, 255) / 255
