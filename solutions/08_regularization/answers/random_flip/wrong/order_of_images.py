"""The order of the images is reversed.

property: an image stays as it is or is mirrored left-right
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    return images[::-1].copy() if rng.random() < 2 else images
