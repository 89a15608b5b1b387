"""Root 3 over the norm: no singular value above root 3, so all still go to 1."""

import numpy as np


def newton_schulz(a, rounds):
    q = np.sqrt(3) * a / (np.linalg.norm(a) or 1.0)
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q
