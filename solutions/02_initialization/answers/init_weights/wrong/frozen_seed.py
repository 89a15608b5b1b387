"""A fixed seed inside the function.

property: the numbers come from rng
kind: guard
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    std = {"small": 0.01, "xavier": np.sqrt(1 / fan_in), "he": np.sqrt(2 / fan_in)}[scheme]
    rng = np.random.default_rng(0)
    return std * rng.standard_normal((fan_in, fan_out))
