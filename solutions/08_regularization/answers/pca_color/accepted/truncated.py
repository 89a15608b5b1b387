"""Cut off instead of rounded, float32."""

import numpy as np


def pca_color(images, alpha_std, rng):
    x = images.astype(np.float32)
    pixels = x.reshape(-1, 3).astype(np.float64)
    variances, axes = np.linalg.eigh(np.cov(pixels.T))
    roots = np.sqrt(np.maximum(variances, 0))
    alpha = rng.normal(0, alpha_std, (len(images), 3))
    offsets = (alpha * roots) @ axes.T
    return np.clip(x + offsets.astype(np.float32)[:, None, None], 0, 255).astype(np.uint8)
