"""A helper of its own."""

import numpy as np


def standard_deviation(scheme, fan_in):
    if scheme == "small":
        return 0.01
    return np.sqrt({"xavier": 1, "he": 2}[scheme] / fan_in)


def init_weights(fan_in, fan_out, scheme, rng):
    sigma = standard_deviation(scheme, fan_in)
    flat = rng.standard_normal(fan_in * fan_out)
    return (sigma * flat).reshape(fan_in, fan_out)
