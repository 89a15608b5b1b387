"""A match statement."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    match scheme:
        case "small":
            std = 1e-2
        case "xavier":
            std = 1 / np.sqrt(fan_in)
        case "he":
            std = np.sqrt(2) / np.sqrt(fan_in)
    return std * rng.normal(0, 1, (fan_in, fan_out))
