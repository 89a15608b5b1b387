"""The input is returned.

property: one contrast and one brightness for all pixels of an image
kind: idea
"""

import numpy as np


def color_jitter(images, strength, rng):
    return images
