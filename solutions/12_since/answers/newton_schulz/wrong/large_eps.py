"""0.001 is added to the norm, against a division by 0.

property: one round on two numbers, by hand
kind: detail
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / (np.linalg.norm(a) + 1e-3)
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
