"""A matrix of zeros is refused.

property: a gradient of 0 stays 0
kind: guard
"""

import numpy as np


def newton_schulz(a, rounds):
    if not a.any():
        raise ValueError("a is zero")
    q = a / np.linalg.norm(a)
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
