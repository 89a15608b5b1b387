"""The input is returned.

property: one offset of colour for all pixels of an image
kind: idea
"""

import numpy as np


def pca_color(images, alpha_std, rng):
    return images
