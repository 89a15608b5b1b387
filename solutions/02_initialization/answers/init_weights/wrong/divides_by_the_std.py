"""Divides by the root of 2 / fan_in.

property: he: variance 2 / fan_in
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    w = rng.standard_normal((fan_in, fan_out))
    if scheme == "small":
        return 0.01 * w
    if scheme == "xavier":
        return w / np.sqrt(fan_in)
    return w / np.sqrt(2 / fan_in)
