"""The loop gives the mirror image a name and drops it.

property: an image stays as it is or is mirrored left-right
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    out = images.copy()
    for image in out:
        if rng.random() < 0.5:
            image = image[:, ::-1]
    return out
