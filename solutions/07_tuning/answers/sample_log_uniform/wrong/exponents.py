"""The exponents, not the samples.

property: half lie below the geometric mean
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return rng.uniform(np.log10(low), np.log10(high), n)
