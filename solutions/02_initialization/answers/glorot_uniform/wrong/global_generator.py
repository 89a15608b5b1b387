"""Draws from NumPy's global generator.

property: the numbers come from rng
kind: guard
"""

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    c = np.sqrt(6 / (fan_in + fan_out))
    return np.random.uniform(-c, c, (fan_in, fan_out))
