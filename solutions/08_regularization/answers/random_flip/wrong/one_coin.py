"""One coin for the whole batch.

property: about half of the images are mirrored
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    return images[:, :, ::-1].copy() if rng.random() < 0.5 else images.copy()
