"""The mean of two uniform exponents.

property: every decade gets its share
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    u = (rng.random(n) + rng.random(n)) / 2
    return low * (high / low) ** u
