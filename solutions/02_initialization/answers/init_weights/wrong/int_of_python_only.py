"""Sizes that are no `int` of Python are refused.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    if not (isinstance(fan_in, int) and isinstance(fan_out, int)):
        raise TypeError("fan_in and fan_out must be int")
    std = {"small": 0.01, "xavier": np.sqrt(1 / fan_in), "he": np.sqrt(2 / fan_in)}[scheme]
    return std * rng.standard_normal((fan_in, fan_out))
