"""Base e in, base 10 out.

property: half lie below the geometric mean
kind: idea
cause: The base of the logarithm and the base of the power differ.
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return 10 ** rng.uniform(np.log(low), np.log(high), n)
