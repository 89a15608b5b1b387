"""One sample in each of n cells, shuffled.

property: n independent draws from rng
kind: detail
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    u = (rng.permutation(n) + rng.random(n)) / n
    return low * (high / low) ** u
