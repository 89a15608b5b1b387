"""Rounds the exponents of the bounds inwards.

property: bounds that are no powers of ten
kind: detail
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    a, b = np.ceil(np.log10(low)), np.floor(np.log10(high))
    return 10 ** rng.uniform(min(a, b), max(a, b), n)
