"""Rounds the exponents of the bounds down and up, then clips.

property: bounds that are no powers of ten
kind: detail
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    a, b = np.floor(np.log10(low)), np.ceil(np.log10(high))
    return np.clip(10 ** rng.uniform(a, b, n), low, high)
