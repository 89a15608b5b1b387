"""The deviation by hand."""

import numpy as np


def evidence(reading, healthy):
    n = len(healthy)
    mean = sum(healthy) / n
    variance = ((healthy - mean) ** 2).sum(axis=0) / (n - 1)
    scores = []
    for r, m, v in zip(reading, mean, variance, strict=True):
        if not np.isfinite(r):
            scores.append(float("inf"))
        elif v == 0:
            scores.append(0.0 if r == m else float("inf"))
        else:
            scores.append(float(abs(r - m) / v**0.5))
    largest = max(scores)
    return (scores.index(largest) if largest >= 5 else None), largest
