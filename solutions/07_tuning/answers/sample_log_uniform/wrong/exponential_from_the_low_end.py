"""Falls off from the lower bound, whatever the upper one is.

property: half lie below the geometric mean
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    u = rng.uniform(0, 1, n)
    return low + (high - low) * 10 ** (-6 * u)
