"""Ones.

property: average_parameters: the mean vector
kind: two
"""

import numpy as np


def average_parameters(vectors):
    return np.ones(vectors.shape[1])


def polyak_update(average, w, decay=0.995):
    return np.ones_like(w)
