"""Xavier's weights, a list of settings."""

import numpy as np


def last_start(fan_in, fan_out, rng):
    return rng.normal(0, fan_in**-0.5, (fan_in, fan_out)), np.zeros(fan_out)


def last_shuffle(x, labels, rng):
    order = rng.permutation(len(x))
    return x[order], labels[order]


def last_settings():
    return [0.11, 0.03]
