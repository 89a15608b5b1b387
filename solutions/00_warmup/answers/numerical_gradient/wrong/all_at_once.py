"""All entries move at the same time.

property: slopes known by hand
kind: idea
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    return np.ones_like(x) * (f(x + h) - f(x - h)) / (2 * h)
