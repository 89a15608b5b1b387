"""The matrix is divided in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def newton_schulz(a, rounds):
    norm = np.linalg.norm(a)
    if norm:
        a /= norm
    for _ in range(rounds):
        a = 1.5 * a - 0.5 * a @ a.T @ a
    return a
