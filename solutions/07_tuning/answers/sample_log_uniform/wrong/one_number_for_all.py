"""One number is drawn, and n of it are returned.

property: half lie below the geometric mean
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return np.full(n, np.exp(rng.uniform(np.log(low), np.log(high))))
