"""The squares of the singular values of x; with fewer rows than columns some are missing."""

import numpy as np


def condition_number(x):
    n, d = x.shape
    s = np.linalg.svd(x, compute_uv=False)
    if n < d or s[-1] <= 1e-13 * s[0]:
        return float("inf")
    return float((s[0] / s[-1]) ** 2)
