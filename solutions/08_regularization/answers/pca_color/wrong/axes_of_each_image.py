"""The principal axes are those of each image.

property: along the principal axes, alpha_std standard deviations far
cause: those of the whole batch
kind: idea
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    out = []
    for image in images:
        pixels = image.reshape(-1, 3).astype(float)
        values, vectors = np.linalg.eigh(np.cov(pixels.T, bias=True))
        alphas = rng.normal(0, alpha_std, 3)
        offset = vectors @ (alphas * np.sqrt(np.maximum(values, 0)))
        out.append(np.clip(np.rint(image + offset), 0, 255))
    return np.array(out).astype(np.uint8)
