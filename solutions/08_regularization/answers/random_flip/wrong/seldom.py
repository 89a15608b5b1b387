"""A quarter of the images.

property: about half of the images are mirrored
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    out = images.copy()
    flip = rng.random(len(images)) < 0.25
    out[flip] = out[flip, :, ::-1]
    return out
