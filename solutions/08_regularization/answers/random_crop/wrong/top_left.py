"""The top left corner always.

property: every place comes up, the last ones included
kind: idea
"""

import numpy as np


def random_crop(images, size, rng):
    return images[:, :size, :size].copy()
