"""With fewer rows than columns an SVD returns only N numbers.

property: columns that depend on each other give inf
kind: detail
"""

import numpy as np


def condition_number(x):
    s = np.linalg.svd(x, compute_uv=False)
    return np.inf if s[-1] <= 1e-13 * s[0] else (s[0] / s[-1]) ** 2
