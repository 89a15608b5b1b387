"""The numbers of Muon's own code, which stop between 0.7 and 1.2.

property: one round on two numbers, by hand
kind: idea
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / (np.linalg.norm(a) or 1.0)
    for _ in range(rounds):
        square = q @ q.T
        q = 3.4445 * q + (-4.775 * square + 2.0315 * square @ square) @ q
    return q
