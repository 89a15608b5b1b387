"""The shift is a share of the image's own brightness.

property: contrast is taken around the mean of each image
cause: A shift is a share of 255
kind: detail
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    a = rng.uniform(1 - strength, 1 + strength, (n, 1, 1, 1))
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    b = rng.uniform(-strength, strength, (n, 1, 1, 1)) * 2 * mean
    return np.clip(np.rint(mean + a * (x - mean) + b), 0, 255).astype(np.uint8)
