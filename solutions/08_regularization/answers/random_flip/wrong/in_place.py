"""The images are overwritten.

property: inputs unchanged
kind: guard
"""

import numpy as np


def random_flip(images, rng):
    flip = rng.random(len(images)) < 0.5
    images[flip] = images[flip, :, ::-1]
    return images
