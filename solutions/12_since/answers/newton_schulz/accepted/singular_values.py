"""The rounds on the singular values alone: slow, and right."""

import numpy as np


def newton_schulz(a, rounds):
    u, s, vt = np.linalg.svd(a, full_matrices=False)
    s = s / (np.sqrt(np.sum(s**2)) or 1.0)
    for _ in range(rounds):
        s = 1.5 * s - 0.5 * s**3
    return (u * s) @ vt
