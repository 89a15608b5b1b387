"""Singular values of the centred pixels."""

import numpy as np


def pca_color(images, alpha_std, rng):
    pixels = images.reshape(-1, 3).astype(float)
    centred = pixels - pixels.mean(axis=0)
    _, s, vt = np.linalg.svd(centred, full_matrices=False)
    alpha = alpha_std * rng.standard_normal((len(images), 3))
    offsets = (alpha * s / np.sqrt(len(pixels))) @ vt
    out = images + offsets[:, None, None]
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
