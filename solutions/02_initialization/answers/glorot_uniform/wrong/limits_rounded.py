"""Two values only, with the right variance.

property: evenly between two limits
kind: detail
"""

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    return np.sqrt(2 / (fan_in + fan_out)) * rng.choice([-1.0, 1.0], (fan_in, fan_out))
