"""One round more than asked for.

property: one round on two numbers, by hand
cause: That is one round too many.
kind: detail
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / (np.linalg.norm(a) or 1.0)
    for _ in range(rounds + 1):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
