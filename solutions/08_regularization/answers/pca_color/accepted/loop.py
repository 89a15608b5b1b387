"""A loop over the images."""

import numpy as np


def pca_color(images, alpha_std, rng):
    pixels = images.reshape(-1, 3).astype(float)
    variances, axes = np.linalg.eigh(np.cov(pixels.T))
    roots = np.sqrt(np.maximum(variances, 0))
    out = np.zeros_like(images)
    for i in range(len(images)):
        a = rng.normal(0, alpha_std, 3)
        offset = sum(a[j] * roots[j] * axes[:, j] for j in range(3))
        out[i] = np.clip(np.round(images[i] + offset), 0, 255)
    return out
