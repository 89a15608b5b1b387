"""Divides by fan_in, without the root.

property: xavier: variance 1 / fan_in
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    w = rng.standard_normal((fan_in, fan_out))
    if scheme == "small":
        return 0.01 * w
    return w / fan_in if scheme == "xavier" else w / (fan_in / 2)
