"""Base 10 in, base e out.

property: half lie below the geometric mean
kind: idea
cause: The base of the logarithm and the base of the power differ.
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return np.exp(rng.uniform(np.log10(low), np.log10(high), n))
