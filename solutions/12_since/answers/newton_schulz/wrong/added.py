"""The second term is added.

property: one round on two numbers, by hand
cause: The second term is taken away, not added.
kind: idea
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / (np.linalg.norm(a) or 1.0)
    for _ in range(rounds):
        q = 1.5 * q + 0.5 * q @ q.T @ q
    return q
