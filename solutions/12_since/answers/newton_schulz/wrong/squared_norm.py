"""Divided by the squared norm.

property: one round on two numbers, by hand
kind: idea
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / (np.sum(a**2) or 1.0)
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
