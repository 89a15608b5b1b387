"""Small matrices are not divided.

property: a gradient of any size gives the same q
kind: guard
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / max(1.0, np.linalg.norm(a))
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
