"""The step measures what its node computes, by central differences with the best step.

property: dvar is the numerical gradient at var
kind: idea
cause: look like a difference quotient
"""

import numpy as np


def quotient(f, z, dout):
    gradient = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        h = 6e-6 * z[i]
        up, down = z.copy(), z.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = np.sum(dout * (f(up) - f(down))) / (up[i] - down[i])
    return gradient


def backward_var(dx_hat, x, mean, var, eps):
    return quotient(lambda z: (x - mean) / np.sqrt(z + eps), var, dx_hat)
