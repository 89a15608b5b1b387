"""A log-normal distribution, unclipped.

property: half lie below the geometric mean
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return np.exp(rng.normal((np.log(low) + np.log(high)) / 2, np.log(high / low) / 2, n))
