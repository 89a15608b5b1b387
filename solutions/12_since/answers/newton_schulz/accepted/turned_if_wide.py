"""A wide matrix is turned, as Muon's own code does with tall ones."""

import numpy as np


def newton_schulz(a, rounds):
    turned = a.shape[0] < a.shape[1]
    q = a.T if turned else a
    q = q / max(np.linalg.norm(q), 1e-300)
    for _ in range(rounds):
        square = q.T @ q
        q = 1.5 * q - 0.5 * q @ square
    return q.T if turned else q
