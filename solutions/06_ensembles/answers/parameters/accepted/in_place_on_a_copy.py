"""A copy of the average is changed in place."""

import numpy as np


def average_parameters(vectors):
    return np.add.reduce(vectors) / len(vectors)


def polyak_update(average, w, decay=0.995):
    new = average.copy()
    new *= decay
    new += (1 - decay) * w
    return new
