"""The axes of each image.

property: along the principal axes, alpha_std standard deviations far
kind: idea
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    out = np.zeros_like(images)
    for i, im in enumerate(images):
        variances, axes = np.linalg.eigh(np.cov(im.reshape(-1, 3).T.astype(float)))
        offset = axes @ (rng.normal(0, alpha_std, 3) * np.sqrt(np.maximum(variances, 0)))
        out[i] = np.clip(np.rint(im + offset), 0, 255)
    return out
