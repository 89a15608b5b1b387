"""Singular values divided by the number of pixels, not by its root.

property: along the principal axes, alpha_std standard deviations far
kind: idea
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    pixels = images.reshape(-1, 3).astype(float)
    centred = pixels - pixels.mean(axis=0)
    _, s, vt = np.linalg.svd(centred, full_matrices=False)
    alpha = rng.normal(0, alpha_std, (len(images), 3))
    offsets = (alpha * s / len(pixels)) @ vt
    out = images + offsets[:, None, None]
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
