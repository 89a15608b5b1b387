"""The offset is the image's own mean colour, times a random alpha.

property: along the principal axes, alpha_std standard deviations far
cause: The colour of the image itself
kind: idea
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    x = images.astype(float)
    own = x.mean(axis=(1, 2)) - x.mean(axis=(0, 1, 2))
    alpha = rng.normal(0, alpha_std, (len(x), 1))
    out = x + (alpha * own)[:, None, None]
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
