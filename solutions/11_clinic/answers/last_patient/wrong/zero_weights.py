"""Zeros.

property: it learns
kind: idea
"""

import numpy as np


def last_start(fan_in, fan_out, rng):
    return np.zeros((fan_in, fan_out)), np.zeros(fan_out)


def last_shuffle(x, labels, rng):
    order = rng.permutation(len(x))
    return x[order], labels[order]


def last_settings():
    return 0.1, 0.03
