"""One number for contrast and brightness.

property: two numbers of its own for every image
kind: detail
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    u = rng.uniform(-1, 1, (n, 1, 1, 1))
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    out = mean + (1 + strength * u) * (x - mean) + 255 * strength * u
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
