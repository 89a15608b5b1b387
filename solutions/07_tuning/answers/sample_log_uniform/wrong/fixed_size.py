"""Always 2000 samples, cut.

property: every decade gets its share
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return np.exp(rng.uniform(np.log(low), np.log(high), 2000))[:n]
