"""A list is returned.

property: the result is uint8
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    return [im[:, ::-1] if rng.random() < 0.5 else im for im in images]
