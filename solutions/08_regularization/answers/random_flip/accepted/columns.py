"""Indices of the columns for each image."""

import numpy as np


def random_flip(images, rng):
    n, h, w, _ = images.shape
    c = np.where(rng.choice([False, True], n)[:, None], np.arange(w)[::-1], np.arange(w))
    return np.take_along_axis(images, c[:, None, :, None], axis=2)
