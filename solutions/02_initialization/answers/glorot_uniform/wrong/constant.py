"""All weights equal the limit.

property: variance 2 / (fan_in + fan_out)
kind: idea
"""

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    return np.full((fan_in, fan_out), np.sqrt(6 / (fan_in + fan_out)))
