"""One number.

property: average_parameters: the mean vector
kind: idea
"""

import numpy as np


def average_parameters(vectors):
    return vectors.mean()


def polyak_update(average, w, decay=0.995):
    return decay * average + (1 - decay) * w
