"""Rows and columns of the crop are exchanged.

property: every result is a window of its own image
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    top = rng.integers(h - size + 1, size=n)
    left = rng.integers(w - size + 1, size=n)
    return np.stack(
        [im[t : t + size, l : l + size].swapaxes(0, 1) for im, t, l in zip(images, top, left)]
    )
