"""The offsets are added in uint8.

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
    return images + np.rint(offsets).astype(np.int64).astype(np.uint8)[:, None, None]
