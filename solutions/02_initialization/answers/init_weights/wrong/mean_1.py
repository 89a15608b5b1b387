"""rng.normal(1, std): the mean is 1.

property: mean 0
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    std = {"small": 0.01, "xavier": np.sqrt(1 / fan_in), "he": np.sqrt(2 / fan_in)}[scheme]
    return rng.normal(1, std, (fan_in, fan_out))
