"""np.average."""

import numpy as np


def average_parameters(vectors):
    return np.average(vectors, axis=0)


def polyak_update(average, w, decay=0.995):
    return np.average([average, w], axis=0, weights=[decay, 1 - decay])
