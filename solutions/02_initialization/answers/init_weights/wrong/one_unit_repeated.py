"""One column is repeated for every unit.

property: every weight is drawn on its own
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    std = {"small": 0.01, "xavier": np.sqrt(1 / fan_in), "he": np.sqrt(2 / fan_in)}[scheme]
    column = std * rng.standard_normal((fan_in, 1))
    return column * np.ones((1, fan_out))
