"""A tiny number keeps 0 / 0 away."""

import numpy as np


def newton_schulz(a, rounds):
    q = a / (np.linalg.norm(a) + 1e-30)
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
