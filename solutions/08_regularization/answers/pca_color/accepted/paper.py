"""The paper's form: alpha times the variance of pixels from 0 to 1."""

import numpy as np


def pca_color(images, alpha_std, rng):
    x = images / 255.0
    variances, axes = np.linalg.eigh(np.cov(x.reshape(-1, 3).T))
    alpha = rng.normal(0, alpha_std, (len(images), 3))
    offsets = (alpha * variances) @ axes.T
    out = 255 * (x + offsets[:, None, None, :])
    return np.rint(np.clip(out, 0, 255)).astype(np.uint8)
