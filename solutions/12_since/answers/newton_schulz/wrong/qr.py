"""The orthogonal factor of QR.

property: one round on two numbers, by hand
kind: idea
"""

import numpy as np


def newton_schulz(a, rounds):
    if len(a) < a.shape[1]:
        return np.linalg.qr(a.T)[0].T
    return np.linalg.qr(a)[0]
