"""N factors and N shifts, without axes for rows, columns and colours.

property: one contrast and one brightness for all pixels of an image
cause: (N, 1, 1, 1)
kind: idea
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    factor = rng.uniform(1 - strength, 1 + strength, n)
    shift = rng.uniform(-strength, strength, n) * 255
    mean = images.mean(axis=(1, 2, 3), keepdims=True)
    out = mean + factor * (images - mean) + shift
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
