"""Roots of the variances of pixels from 0 to 1, added to 0 to 255.

property: one offset of colour for all pixels of an image
kind: idea
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    pixels = images.reshape(-1, 3) / 255.0
    variances, axes = np.linalg.eigh(np.cov(pixels.T))
    roots = np.sqrt(np.maximum(variances, 0))
    alpha = rng.normal(0, alpha_std, (len(images), 3))
    offsets = (alpha * roots) @ axes.T
    out = images + offsets[:, None, None]
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
