"""Absolute values with the right std.

property: mean 0
kind: idea
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    std = {"small": 0.01, "xavier": np.sqrt(1 / fan_in), "he": np.sqrt(2 / fan_in)}[scheme]
    return std / np.sqrt(1 - 2 / np.pi) * np.abs(rng.standard_normal((fan_in, fan_out)))
