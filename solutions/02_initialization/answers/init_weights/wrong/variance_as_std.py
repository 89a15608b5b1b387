"""The variance multiplies the standard normal numbers.

property: small: std 0.01
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    variance = {"small": 0.0001, "xavier": 1 / fan_in, "he": 2 / fan_in}[scheme]
    return variance * rng.standard_normal((fan_in, fan_out))
