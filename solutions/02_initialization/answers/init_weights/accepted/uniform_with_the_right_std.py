"""Uniform numbers whose std is the one asked for: named, full points."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    std = {"small": 0.01, "xavier": np.sqrt(1 / fan_in), "he": np.sqrt(2 / fan_in)}[scheme]
    limit = np.sqrt(3) * std
    return rng.uniform(-limit, limit, (fan_in, fan_out))
