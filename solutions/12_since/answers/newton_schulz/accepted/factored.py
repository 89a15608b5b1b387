"""q stands outside."""

import numpy as np


def newton_schulz(a, rounds):
    norm = np.sqrt(np.sum(a**2))
    q = a / norm if norm > 0 else a.copy()
    for _ in range(rounds):
        q = q @ (1.5 * np.eye(q.shape[1]) - 0.5 * q.T @ q)
    return q
