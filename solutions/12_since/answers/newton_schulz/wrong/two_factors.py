"""The second term has two factors and no third.

property: one round on two numbers, by hand
cause: Three factors of q belong into the second term.
kind: idea
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / (np.linalg.norm(a) or 1.0)
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q * q
    return q
