"""A strength of 0 is taken for none given.

property: strength 0 changes nothing
kind: guard
"""

import numpy as np


def color_jitter(images, strength, rng):
    strength = strength or 0.3
    n = len(images)
    x = images.astype(float)
    a = 1 + strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    b = 255 * strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    out = mean + a * (x - mean) + b
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
