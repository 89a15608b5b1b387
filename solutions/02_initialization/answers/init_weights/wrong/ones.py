"""All weights are 1.

property: small: std 0.01
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    return np.ones((fan_in, fan_out))
