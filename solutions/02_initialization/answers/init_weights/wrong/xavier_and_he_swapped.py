"""The two schemes are exchanged.

property: xavier: variance 1 / fan_in
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    std = {"small": 0.01, "he": np.sqrt(1 / fan_in), "xavier": np.sqrt(2 / fan_in)}[scheme]
    return std * rng.standard_normal((fan_in, fan_out))
