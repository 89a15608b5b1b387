"""The covariance is not divided by the number of pixels.

property: one offset of colour for all pixels of an image
kind: idea
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    p = images.reshape(-1, 3).astype(float)
    p = p - p.mean(axis=0)
    var, axes = np.linalg.eigh(p.T @ p)
    alpha = rng.normal(0, alpha_std, (len(images), 3))
    out = images + ((alpha * np.sqrt(np.maximum(var, 0))) @ axes.T)[:, None, None]
    return np.clip(np.round(out), 0, 255).astype(np.uint8)
