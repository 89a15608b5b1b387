"""Takes alpha_std for a root of the deviation.

property: along the principal axes, alpha_std standard deviations far
kind: idea
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    var, axes = np.linalg.eigh(np.cov(images.reshape(-1, 3).T))
    alpha = rng.normal(0, alpha_std**2, (len(images), 3))
    out = images + ((alpha * np.sqrt(np.maximum(var, 0))) @ axes.T)[:, None, None]
    return np.clip(np.round(out), 0, 255).astype(np.uint8)
