"""The weights are not returned.

property: shape (fan_in, fan_out)
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    std = {"small": 0.01, "xavier": np.sqrt(1 / fan_in), "he": np.sqrt(2 / fan_in)}[scheme]
    w = std * rng.standard_normal((fan_in, fan_out))
