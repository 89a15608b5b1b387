"""Evenly between 0 and the limit.

property: variance 2 / (fan_in + fan_out)
kind: idea
"""

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    limit = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(0, limit, (fan_in, fan_out))
