"""The limits are 1 and 254, one step inside.

property: white stays white: no wrap-around
kind: detail
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    pixels = images.reshape(-1, 3).astype(float)
    variances, axes = np.linalg.eigh(np.cov(pixels.T))
    roots = np.sqrt(np.maximum(variances, 0))
    alpha = rng.normal(0, alpha_std, (len(images), 3))
    offsets = (alpha * roots) @ axes.T
    out = images + offsets[:, None, None]
    return np.clip(np.rint(out), 1, 254).astype(np.uint8)
