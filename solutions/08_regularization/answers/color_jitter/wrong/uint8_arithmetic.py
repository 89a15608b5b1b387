"""The brightness is added in uint8.

property: white stays white: no wrap-around
kind: detail
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    a = 1 + strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    b = (255 * strength * rng.uniform(-1, 1, (n, 1, 1, 1))).astype(np.int64)
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    out = np.clip(np.rint(mean + a * (x - mean)), 0, 255).astype(np.uint8)
    return out + b.astype(np.uint8)
