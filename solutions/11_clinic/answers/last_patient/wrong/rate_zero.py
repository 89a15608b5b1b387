"""A rate of 0.

property: it learns
kind: idea
"""

import numpy as np


def last_start(fan_in, fan_out, rng):
    w = rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)
    return w, np.zeros(fan_out)


def last_shuffle(x, labels, rng):
    order = rng.permutation(len(x))
    return x[order], labels[order]


def last_settings():
    return 0.0, 0.03
