"""The variances are sorted the other way than the axes.

property: along the principal axes, alpha_std standard deviations far
kind: idea
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    pixels = images.reshape(-1, 3).astype(float)
    variances, axes = np.linalg.eigh(np.cov(pixels.T))
    roots = np.sqrt(np.maximum(variances, 0))
    alpha = rng.normal(0, alpha_std, (len(images), 3))
    offsets = (alpha * roots[::-1]) @ axes.T
    out = images + offsets[:, None, None]
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
