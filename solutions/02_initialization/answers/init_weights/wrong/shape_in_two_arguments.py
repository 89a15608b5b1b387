"""The shape as two arguments, as np.random.randn has it.

property: shape (fan_in, fan_out)
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    s = {"small": 0.01, "xavier": np.sqrt(1 / fan_in), "he": np.sqrt(2 / fan_in)}[scheme]
    return s * rng.standard_normal(fan_in, fan_out)
