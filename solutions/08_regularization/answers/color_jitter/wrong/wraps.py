"""No clip: values wrap around.

property: white stays white: no wrap-around
kind: detail
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    a = 1 + strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    b = 255 * strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    out = mean + a * (x - mean) + b
    return np.rint(out).astype(np.int64).astype(np.uint8)
