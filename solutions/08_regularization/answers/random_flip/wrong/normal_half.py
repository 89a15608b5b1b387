"""A normal number below 0.5.

property: about half of the images are mirrored
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    out = images.copy()
    flip = rng.standard_normal(len(images)) < 0.5
    out[flip] = out[flip, :, ::-1]
    return out
