"""Draws the colour with its covariance."""

import numpy as np


def pca_color(images, alpha_std, rng):
    cov = np.cov(images.reshape(-1, 3), rowvar=False)
    colour = rng.multivariate_normal(np.zeros(3), alpha_std**2 * cov, size=len(images))
    return np.clip(np.round(images + colour[:, None, None]), 0, 255).astype(np.uint8)
