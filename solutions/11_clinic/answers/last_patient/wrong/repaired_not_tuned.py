"""Both parts are repaired, the settings are not.

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
    rate = 0.001
    decay = 0.3
    return rate, decay
