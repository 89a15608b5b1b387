"""The images are overwritten.

property: inputs unchanged
kind: guard
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    pixels = images.reshape(-1, 3).astype(float)
    variances, axes = np.linalg.eigh(np.cov(pixels.T))
    roots = np.sqrt(np.maximum(variances, 0))
    alpha = rng.normal(0, alpha_std, (len(images), 3))
    offsets = (alpha * roots) @ axes.T
    images[...] = np.clip(np.rint(images + offsets[:, None, None]), 0, 255)
    return images
