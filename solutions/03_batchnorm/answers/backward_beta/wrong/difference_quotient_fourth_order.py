"""The step measures what its node computes, by differences of fourth order.

property: the gradients of the rows add up
kind: idea
cause: look like a difference quotient
"""

import numpy as np


def quotient(f, z, dout):
    gradient = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        h = 1e-3 * max(1.0, abs(z[i]))

        def at(steps):
            moved = z.copy()
            moved[i] += steps * h
            return f(moved)

        gradient[i] = np.sum(dout * (8 * (at(1) - at(-1)) - (at(2) - at(-2)))) / (12 * h)
    return gradient


def backward_beta(dout):
    plain = np.zeros_like(dout)
    return quotient(lambda beta: plain + beta, np.zeros(dout.shape[1]), dout)
