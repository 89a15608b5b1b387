"""The root of the mean square.

property: average_parameters: the mean vector
kind: idea
"""

import numpy as np


def average_parameters(vectors):
    return np.sqrt((vectors**2).mean(axis=0))


def polyak_update(average, w, decay=0.995):
    return decay * average + (1 - decay) * w
