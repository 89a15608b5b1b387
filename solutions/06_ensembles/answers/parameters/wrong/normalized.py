"""The mean is scaled to length 1.

property: average_parameters: the mean vector
kind: idea
"""

import numpy as np


def average_parameters(vectors):
    m = vectors.mean(axis=0)
    return m / np.linalg.norm(m)


def polyak_update(average, w, decay=0.995):
    return decay * average + (1 - decay) * w
