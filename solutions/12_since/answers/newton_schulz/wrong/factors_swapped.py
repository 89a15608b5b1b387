"""The factors have changed places.

property: one round on two numbers, by hand
cause: The two factors have changed places.
kind: idea
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / (np.linalg.norm(a) or 1.0)
    for _ in range(rounds):
        q = 0.5 * q - 1.5 * q @ q.T @ q
    return q
