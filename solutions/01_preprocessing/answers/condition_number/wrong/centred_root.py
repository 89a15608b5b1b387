"""Ratio of the singular values of the centred table.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    s = np.linalg.svd(x - x.mean(axis=0), compute_uv=False)
    return np.inf if s[-1] < 1e-13 * s[0] else s[0] / s[-1]
