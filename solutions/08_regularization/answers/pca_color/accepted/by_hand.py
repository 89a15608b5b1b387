"""Covariance by hand, einsum, axes in falling order."""

import numpy as np


def pca_color(images, alpha_std, rng):
    pixels = images.reshape(-1, 3).astype(float)
    pixels -= pixels.mean(axis=0)
    cov = pixels.T @ pixels / len(pixels)
    l, p = np.linalg.eigh(cov)
    l, p = np.abs(l[::-1]), p[:, ::-1]
    alpha = rng.normal(scale=alpha_std, size=(3, len(images)))
    offsets = np.einsum("cj,j,jn->nc", p, np.sqrt(l), alpha)
    out = images + offsets[:, None, None]
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
