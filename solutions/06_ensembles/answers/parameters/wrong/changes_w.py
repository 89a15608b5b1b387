"""Changes the parameters.

property: inputs unchanged
kind: guard
"""

import numpy as np


def average_parameters(vectors):
    return vectors.mean(axis=0)


def polyak_update(average, w, decay=0.995):
    w *= 1 - decay
    return decay * average + w
