"""A chain of ifs, each with its own draw."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme == "small":
        return 0.01 * rng.standard_normal((fan_in, fan_out))
    if scheme == "xavier":
        return rng.standard_normal((fan_in, fan_out)) / np.sqrt(fan_in)
    if scheme == "he":
        return rng.standard_normal((fan_in, fan_out)) * np.sqrt(2.0 / fan_in)
    raise ValueError(f"unknown scheme {scheme!r}")
