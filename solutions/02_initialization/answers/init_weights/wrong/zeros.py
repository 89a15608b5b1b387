"""All weights are 0.

property: small: std 0.01
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    return np.zeros((fan_in, fan_out))
