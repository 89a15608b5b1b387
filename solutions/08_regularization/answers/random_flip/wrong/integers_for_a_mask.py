"""Takes coins 0 and 1 for places.

property: about half of the images are mirrored
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    flip = rng.integers(0, 2, len(images))
    out = images.copy()
    out[flip] = images[flip][:, :, ::-1]
    return out
