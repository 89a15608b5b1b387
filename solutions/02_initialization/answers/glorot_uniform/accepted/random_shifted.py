"""rng.random, shifted and stretched."""

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    limit = (6 / (fan_in + fan_out)) ** 0.5
    return (2 * rng.random((fan_in, fan_out)) - 1) * limit
