"""In the range 0 to 1."""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    x /= 255
    a = 1 + strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    b = 255 * strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    b /= 255
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    out = 255 * ((x - mean) * a + mean + b)
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
