"""Changes the old average.

property: inputs unchanged
kind: guard
"""

import numpy as np


def average_parameters(vectors):
    return vectors.mean(axis=0)


def polyak_update(average, w, decay=0.995):
    average *= decay
    average += (1 - decay) * w
    return average
