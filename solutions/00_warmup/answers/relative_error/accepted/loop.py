"""One pair at a time."""

import numpy as np


def relative_error(a, b):
    worst = 0.0
    for p, q in zip(a.ravel(), b.ravel()):
        worst = max(worst, abs(p - q) / max(1e-8, abs(p) + abs(q)))
    return worst
