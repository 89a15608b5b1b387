"""A matrix that lies in memory column by column is taken for a transposed one.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def newton_schulz(a, rounds):
    if not a.flags.c_contiguous:
        a = a.T
    q = a / (np.linalg.norm(a) or 1.0)
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
