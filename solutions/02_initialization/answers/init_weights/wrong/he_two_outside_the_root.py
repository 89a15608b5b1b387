"""2 / sqrt(fan_in): the 2 stands outside the root.

property: he: variance 2 / fan_in
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    std = {"small": 0.01, "xavier": 1 / np.sqrt(fan_in), "he": 2 / np.sqrt(fan_in)}[scheme]
    return std * rng.standard_normal((fan_in, fan_out))
