"""The images are read in the order in which they lie in memory.

property: read-only views with gaps
kind: guard
"""

import numpy as np


def color_jitter(images, strength, rng):
    images = images.ravel(order="K").reshape(images.shape)
    shape = (len(images), 1, 1, 1)
    a = rng.uniform(1 - strength, 1 + strength, shape)
    b = rng.uniform(-255 * strength, 255 * strength, shape)
    mean = images.mean(axis=(1, 2, 3), keepdims=True)
    return np.clip(np.round(mean + a * (images - mean) + b), 0, 255).astype(np.uint8)
