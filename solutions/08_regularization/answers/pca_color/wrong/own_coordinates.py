"""Each alpha multiplies the image's own place on its axis.

property: along the principal axes, alpha_std standard deviations far
cause: The colour of the image itself
kind: idea
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    pixels = images.reshape(-1, 3).astype(float)
    _, axes = np.linalg.eigh(np.cov(pixels.T))
    own = (images.mean(axis=(1, 2)) - pixels.mean(axis=0)) @ axes
    alpha = rng.normal(0, alpha_std, (len(images), 3))
    out = images + ((alpha * own) @ axes.T)[:, None, None]
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
