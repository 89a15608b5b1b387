"""Multiplies by the root of fan_in instead of dividing.

property: xavier: variance 1 / fan_in
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    std = {"small": 0.01, "xavier": np.sqrt(fan_in), "he": np.sqrt(fan_in / 2)}[scheme]
    return std * rng.standard_normal((fan_in, fan_out))
