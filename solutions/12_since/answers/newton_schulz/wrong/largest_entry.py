"""Divided by the largest entry.

property: a few rounds: the values climb, the vectors stay
kind: idea
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / (np.abs(a).max() or 1.0)
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
