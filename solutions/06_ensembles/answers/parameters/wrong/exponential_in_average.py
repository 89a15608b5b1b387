"""An exponential average where the plain mean is asked.

property: average_parameters: the mean vector
kind: idea
"""

import numpy as np


def average_parameters(vectors):
    m = vectors[0]
    for v in vectors[1:]:
        m = 0.995 * m + 0.005 * v
    return m


def polyak_update(average, w, decay=0.995):
    return decay * average + (1 - decay) * w
