"""A wide matrix comes back turned.

property: many rounds, a wide matrix: u @ vt of the SVD
kind: detail
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / (np.linalg.norm(a) or 1.0)
    q = q.T if len(q) < q.shape[1] else q
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
