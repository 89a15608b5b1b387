"""The new parameters.

property: polyak_update: decay weighs the old average
kind: idea
"""

import numpy as np


def average_parameters(vectors):
    return vectors.mean(axis=0)


def polyak_update(average, w, decay=0.995):
    return w
