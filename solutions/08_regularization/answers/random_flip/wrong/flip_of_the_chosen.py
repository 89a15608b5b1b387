"""The chosen images change places too.

property: an image stays as it is or is mirrored left-right
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    out = images.copy()
    flip = rng.random(len(images)) < 0.5
    out[flip] = out[flip][::-1, :, ::-1]
    return out
