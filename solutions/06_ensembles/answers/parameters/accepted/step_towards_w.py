"""A step towards w."""

import numpy as np


def average_parameters(vectors):
    return np.mean(vectors, axis=0)


def polyak_update(average, w, decay=0.995):
    return average + (1 - decay) * (w - average)
