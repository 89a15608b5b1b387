"""The step measures what its node computes, by differences of fourth order.

property: each row counts with its x_hat
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


def backward_gamma(dout, x_hat):
    return quotient(lambda gamma: gamma * x_hat, np.ones(dout.shape[1]), dout)
