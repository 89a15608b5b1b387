"""An alpha_std of 0 is taken for none given.

property: alpha_std 0 changes nothing
kind: guard
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    pixels = images.reshape(-1, 3).astype(float)
    variances, axes = np.linalg.eigh(np.cov(pixels.T))
    roots = np.sqrt(np.maximum(variances, 0))
    alpha = rng.normal(0, alpha_std or 0.1, (len(images), 3))
    offsets = (alpha * roots) @ axes.T
    out = images + offsets[:, None, None]
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
