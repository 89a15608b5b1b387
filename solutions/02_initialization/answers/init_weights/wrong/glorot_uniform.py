"""Glorot's uniform limits where xavier is asked.

property: xavier: variance 1 / fan_in
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme == "xavier":
        limit = np.sqrt(6 / (fan_in + fan_out))
        return rng.uniform(-limit, limit, (fan_in, fan_out))
    std = 0.01 if scheme == "small" else np.sqrt(2 / fan_in)
    return std * rng.standard_normal((fan_in, fan_out))
