"""The exponents of ten are uniform."""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return 10 ** rng.uniform(np.log10(low), np.log10(high), size=n)
