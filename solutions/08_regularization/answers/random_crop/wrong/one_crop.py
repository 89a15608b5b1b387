"""One crop of one image.

property: every result is a window of its own image
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    t, l = rng.integers(h - size + 1), rng.integers(w - size + 1)
    return images[0, t : t + size, l : l + size]
