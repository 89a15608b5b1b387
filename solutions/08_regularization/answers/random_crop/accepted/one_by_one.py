"""Left before top, one image at a time."""

import numpy as np


def random_crop(images, size, rng):
    out = []
    for im in images:
        left = rng.integers(im.shape[1] - size + 1)
        top = rng.integers(im.shape[0] - size + 1)
        out.append(im[top : top + size, left : left + size])
    return np.array(out)
