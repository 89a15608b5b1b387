"""Errors that are no `float` of Python are passed over.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def relative_error(a, b):
    worst = 0.0
    for p, q in zip(np.ravel(a), np.ravel(b), strict=True):
        error = abs(p - q) / max(1e-8, abs(p) + abs(q))
        if isinstance(error, float) and error > worst:
            worst = error
    return worst
