"""The start stays sick.

property: it learns
kind: idea
"""

import numpy as np


def last_start(fan_in, fan_out, rng):
    w = rng.standard_normal((fan_in, fan_out)) * np.sqrt(fan_in / 2)
    b = np.zeros(fan_out)
    return w, b


def last_shuffle(x, labels, rng):
    order = rng.permutation(len(x))
    return x[order], labels[order]


def last_settings():
    return 0.1, 0.03
