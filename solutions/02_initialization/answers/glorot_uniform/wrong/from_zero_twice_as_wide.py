"""The weights are spread evenly from 0 to twice the limit: their variance is right.

property: evenly between two limits
kind: detail
cause: All weights are positive
"""

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    limit = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(0, 2 * limit, (fan_in, fan_out))
