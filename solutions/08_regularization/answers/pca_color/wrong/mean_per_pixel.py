"""The mean over the colours of a pixel is removed.

property: along the principal axes, alpha_std standard deviations far
kind: idea
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    pixels = images.reshape(-1, 3).astype(float)
    pixels -= pixels.mean(axis=1, keepdims=True)
    variances, axes = np.linalg.eigh(pixels.T @ pixels / len(pixels))
    roots = np.sqrt(np.maximum(variances, 0))
    alpha = rng.normal(0, alpha_std, (len(images), 3))
    offsets = (alpha * roots) @ axes.T
    out = images + offsets[:, None, None]
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
