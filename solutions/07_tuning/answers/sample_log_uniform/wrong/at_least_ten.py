"""Never less than ten samples.

property: as many samples as n says
kind: detail
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return np.exp(rng.uniform(np.log(low), np.log(high), max(n, 10)))
