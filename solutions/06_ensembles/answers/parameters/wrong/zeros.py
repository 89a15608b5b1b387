"""Zeros.

property: average_parameters: the mean vector
kind: two
"""

import numpy as np


def average_parameters(vectors):
    return np.zeros(vectors.shape[1])


def polyak_update(average, w, decay=0.995):
    return np.zeros_like(w)
