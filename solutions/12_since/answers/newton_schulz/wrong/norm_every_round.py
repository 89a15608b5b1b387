"""Divided by the norm in every round.

property: one round on two numbers, by hand
kind: idea
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a
    for _ in range(rounds):
        q = q / (np.linalg.norm(q) or 1.0)
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q / (np.linalg.norm(q) or 1.0)
