"""The variance in place of the limit.

property: variance 2 / (fan_in + fan_out)
kind: idea
"""

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    c = 6 / (fan_in + fan_out)
    return rng.uniform(-c, c, (fan_in, fan_out))
