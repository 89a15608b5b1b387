"""The loop over the inputs ends one early.

property: every weight is drawn on its own
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    s = {"small": 0.01, "xavier": np.sqrt(1 / fan_in), "he": np.sqrt(2 / fan_in)}[scheme]
    w = np.zeros((fan_in, fan_out))
    for i in range(fan_in - 1):
        w[i] = s * rng.standard_normal(fan_out)
    return w
