"""The limits are 1 and 254, one step inside.

property: white stays white: no wrap-around
kind: detail
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    a = rng.uniform(1 - strength, 1 + strength, (n, 1, 1, 1))
    b = 255 * rng.uniform(-strength, strength, (n, 1, 1, 1))
    out = (x - mean) * a + mean + b
    return np.clip(np.rint(out), 1, 254).astype(np.uint8)
