"""A shuffled identity.

property: random in every direction
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    n = max(shape)
    while True:
        q = np.eye(n)[rng.permutation(n)]
        corner = q[: shape[0], : shape[1]]
        if corner.sum() == min(shape):
            return gain * corner
