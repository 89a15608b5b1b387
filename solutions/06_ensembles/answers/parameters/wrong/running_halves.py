"""Halves again and again: the last vectors count most.

property: average_parameters: the mean vector
kind: idea
"""

import numpy as np


def average_parameters(vectors):
    mean = vectors[0]
    for v in vectors[1:]:
        mean = (mean + v) / 2
    return mean


def polyak_update(average, w, decay=0.995):
    return decay * average + (1 - decay) * w
