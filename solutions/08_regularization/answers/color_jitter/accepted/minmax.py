"""maximum and minimum for clip."""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    a = 1 + strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    b = 255 * strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    out = np.minimum(255, np.maximum(0, b + mean + (x - mean) * a))
    return np.around(out).astype("uint8")
