"""A wide matrix is only divided.

property: many rounds, a wide matrix: u @ vt of the SVD
kind: detail
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / (np.linalg.norm(a) or 1.0)
    for _ in range(rounds if len(a) >= a.shape[1] else 0):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
