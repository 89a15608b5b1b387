"""Every image is mirrored.

property: about half of the images are mirrored
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    return images[:, :, ::-1].copy()
