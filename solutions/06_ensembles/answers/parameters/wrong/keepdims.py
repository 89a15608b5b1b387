"""An axis of length 1 stays.

property: average_parameters: the mean vector
kind: convention
"""

import numpy as np


def average_parameters(vectors):
    return vectors.mean(axis=0, keepdims=True)


def polyak_update(average, w, decay=0.995):
    return decay * average + (1 - decay) * w
