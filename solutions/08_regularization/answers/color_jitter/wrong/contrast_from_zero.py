"""Factors from 0 to strength.

property: contrast: factors from 1 - strength to 1 + strength
kind: idea
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    a = strength * rng.uniform(0, 1, (n, 1, 1, 1))
    b = 255 * strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    out = mean + a * (x - mean) + b
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
