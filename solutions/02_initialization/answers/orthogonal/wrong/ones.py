"""A matrix of ones.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    return gain * np.ones(shape)
