"""The step measures what its node computes, by central differences with the best step.

property: the gradients of the rows add up
kind: idea
cause: look like a difference quotient
"""

import numpy as np


def quotient(f, z, dout):
    gradient = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        h = 6e-6 * max(1.0, abs(z[i]))
        up, down = z.copy(), z.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = np.sum(dout * (f(up) - f(down))) / (up[i] - down[i])
    return gradient


def backward_beta(dout):
    plain = np.zeros_like(dout)
    return quotient(lambda beta: plain + beta, np.zeros(dout.shape[1]), dout)
