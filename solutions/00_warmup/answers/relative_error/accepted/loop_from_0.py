"""A loop that starts from the whole number 0 and returns it for equal arrays."""

import numpy as np


def relative_error(a, b):
    worst = 0
    for p, q in zip(a.ravel(), b.ravel()):
        e = abs(p - q) / max(1e-8, abs(p) + abs(q))
        if e > worst:
            worst = e
    return worst
