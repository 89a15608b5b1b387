"""A one-sided difference that looks back.

property: a central difference with the step h
kind: idea
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = h
        gradient[index] = (f(x) - f(x - step)) / h
    return gradient
