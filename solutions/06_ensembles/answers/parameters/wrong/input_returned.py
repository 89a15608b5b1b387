"""The input returned.

property: average_parameters: the mean vector
kind: idea
"""

import numpy as np


def average_parameters(vectors):
    return vectors


def polyak_update(average, w, decay=0.995):
    return w
