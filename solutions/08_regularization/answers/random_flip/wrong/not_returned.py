"""The return is missing.

property: the result is uint8
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    flip = rng.random(len(images)) < 0.5
    out = images.copy()
    out[flip] = out[flip][:, :, ::-1]
