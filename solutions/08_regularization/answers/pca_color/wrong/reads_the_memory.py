"""The images are read in the order in which they lie in memory.

property: read-only views with gaps
kind: guard
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    images = images.ravel(order="K").reshape(images.shape)
    variances, axes = np.linalg.eigh(np.cov(images.reshape(-1, 3).T))
    alpha = alpha_std * rng.standard_normal((len(images), 3))
    colour = (alpha * np.sqrt(np.maximum(variances, 0))) @ axes.T
    return np.clip(np.round(images + colour[:, None, None]), 0, 255).astype(np.uint8)
