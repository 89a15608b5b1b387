"""The image is made smaller.

property: every result is a window of its own image
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    n, h, w, _ = images.shape
    t, l = rng.integers(2, size=2)
    return images[:, np.linspace(0, h - 1, size).astype(int)][
        :, :, np.linspace(0, w - 1, size).astype(int)
    ]
