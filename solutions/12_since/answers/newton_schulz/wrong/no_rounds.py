"""No rounds.

property: one round on two numbers, by hand
cause: No round was done.
kind: idea
"""

import numpy as np


def newton_schulz(a, rounds):
    q = a / (np.linalg.norm(a) or 1.0)
    return q
