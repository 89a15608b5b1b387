"""The SVD, whatever the rounds.

property: one round on two numbers, by hand
cause: That is where many rounds end.
kind: idea
"""

import numpy as np


def newton_schulz(a, rounds):
    u, _, vt = np.linalg.svd(a, full_matrices=False)
    return u @ vt
