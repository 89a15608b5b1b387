"""rng.randn belongs to the old generators.

property: shape (fan_in, fan_out)
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    std = {"small": 0.01, "xavier": np.sqrt(1 / fan_in), "he": np.sqrt(2 / fan_in)}[scheme]
    return std * rng.randn(fan_in, fan_out)
