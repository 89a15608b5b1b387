"""The mean over the batch for each pixel.

property: one contrast and one brightness for all pixels of an image
kind: detail
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    a = 1 + strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    b = 255 * strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    mean = x.mean(axis=0, keepdims=True)
    out = mean + a * (x - mean) + b
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
