"""The std first, then the limit."""

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    std = np.sqrt(2 / (fan_in + fan_out))
    return std * np.sqrt(3) * rng.uniform(-1, 1, size=(fan_in, fan_out))
