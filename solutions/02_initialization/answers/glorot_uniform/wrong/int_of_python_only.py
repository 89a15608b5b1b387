"""Sizes that are no `int` of Python are refused.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    if type(fan_in) is not int or type(fan_out) is not int:
        raise TypeError("fan_in and fan_out must be int")
    limit = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, (fan_in, fan_out))
