"""One top for the whole batch.

property: every place comes up, the last ones included
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    i = rng.integers(h - size + 1)
    out = []
    for im in images:
        j = rng.integers(w - size + 1)
        out.append(im[i : i + size, j : j + size])
    return np.stack(out)
