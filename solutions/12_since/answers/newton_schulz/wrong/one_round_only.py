"""One round, whatever is asked for.

property: a few rounds: the values climb, the vectors stay
kind: idea
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / (np.linalg.norm(a) or 1.0)
    for _ in range(1):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
