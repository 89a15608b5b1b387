"""In the range 0 to 1."""

import numpy as np


def pca_color(images, alpha_std, rng):
    x = images / 255.0
    c = np.cov(x.reshape(-1, 3), rowvar=False)
    variances, axes = np.linalg.eigh(c)
    alpha = rng.normal(0, alpha_std, (len(images), 3))
    offsets = (alpha * np.sqrt(np.clip(variances, 0, None))) @ axes.T
    out = 255 * (x + offsets[:, None, None, :])
    return np.rint(np.clip(out, 0, 255)).astype(np.uint8)
