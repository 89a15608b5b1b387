"""rng.normal takes the std itself."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    std = 0.01
    if scheme == "xavier":
        std = fan_in**-0.5
    elif scheme == "he":
        std = (2 / fan_in) ** 0.5
    return rng.normal(0.0, std, size=(fan_in, fan_out))
