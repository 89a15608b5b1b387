"""The same offset for all colours.

property: along the principal axes, alpha_std standard deviations far
kind: idea
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    pixels = images.reshape(-1, 3).astype(float)
    offsets = np.repeat(rng.normal(0, alpha_std, (len(images), 1)) * pixels.std(), 3, axis=1)
    out = images + offsets[:, None, None]
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
