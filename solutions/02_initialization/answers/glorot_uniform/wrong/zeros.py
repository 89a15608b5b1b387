"""All weights are 0.

property: variance 2 / (fan_in + fan_out)
kind: idea
"""

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    return np.zeros((fan_in, fan_out))
