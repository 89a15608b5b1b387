"""Alphas for each pixel.

property: one offset of colour for all pixels of an image
kind: idea
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    pixels = images.reshape(-1, 3).astype(float)
    variances, axes = np.linalg.eigh(np.cov(pixels.T))
    roots = np.sqrt(np.maximum(variances, 0))
    alpha = rng.normal(0, alpha_std, images.shape)
    out = images + (alpha * roots) @ axes.T
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
