"""decay has no default.

property: polyak_update: decay is 0.995 if none is given
kind: convention
"""

import numpy as np


def average_parameters(vectors):
    return vectors.mean(axis=0)


def polyak_update(average, w, decay):
    return decay * average + (1 - decay) * w
