"""Powers of two."""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return np.exp2(rng.uniform(np.log2(low), np.log2(high), n))
