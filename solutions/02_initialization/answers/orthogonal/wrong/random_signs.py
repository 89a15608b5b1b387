"""The identity with random signs.

property: random in every direction
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    signs = rng.choice([-1.0, 1.0], size=min(shape))
    q = np.zeros(shape)
    q[np.arange(min(shape)), np.arange(min(shape))] = signs
    return gain * q
