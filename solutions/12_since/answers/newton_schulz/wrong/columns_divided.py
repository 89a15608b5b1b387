"""Each column is divided by its own length.

property: one round on two numbers, by hand
kind: idea
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / np.maximum(np.linalg.norm(a, axis=0), 1e-300)
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
