"""Converts to int8.

property: the result is uint8
kind: idea
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    a = rng.uniform(1 - strength, 1 + strength, (n, 1, 1, 1))
    b = rng.uniform(-255 * strength, 255 * strength, (n, 1, 1, 1))
    m = images.mean(axis=(1, 2, 3), keepdims=True)
    return np.clip(np.round(m + a * (images - m) + b), 0, 255).astype(np.int8)
