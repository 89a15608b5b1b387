"""One column for all units.

property: variance 2 / (fan_in + fan_out)
kind: idea
"""

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    c = np.sqrt(6 / (fan_in + fan_out))
    return np.tile(rng.uniform(-c, c, (fan_in, 1)), (1, fan_out))
