"""A Gaussian matrix with the scale of xavier.

property: tall: orthonormal columns
kind: idea
"""

import numpy as np


def orthogonal(shape, rng, gain=1.0):
    return gain * rng.standard_normal(shape) / np.sqrt(shape[0])
