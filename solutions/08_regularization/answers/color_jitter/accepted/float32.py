"""In float32, half added before cutting off."""

import numpy as np


def color_jitter(images, strength, rng):
    x = images.astype(np.float32)
    n = len(x)
    u = 2 * rng.random((2, n, 1, 1, 1), dtype=np.float32) - 1
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    out = mean + (1 + strength * u[0]) * (x - mean) + 255 * strength * u[1]
    return np.minimum(np.maximum(out + 0.5, 0), 255).astype(np.uint8)
