"""The variance is used as the std where it depends on fan_in.

property: xavier: variance 1 / fan_in
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    scale = {"small": 0.01, "xavier": 1 / fan_in, "he": 2 / fan_in}[scheme]
    return rng.normal(0, scale, (fan_in, fan_out))
