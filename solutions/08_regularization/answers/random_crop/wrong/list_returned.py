"""Returns a list.

property: the result is uint8
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    out = []
    for im in images:
        i = rng.integers(h - size + 1)
        j = rng.integers(w - size + 1)
        out.append(im[i : i + size, j : j + size])
    return out
