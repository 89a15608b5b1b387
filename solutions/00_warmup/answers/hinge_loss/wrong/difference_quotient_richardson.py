"""The gradient measures the loss, by central differences, extrapolated twice.

property: gradient
kind: idea
cause: look like a difference quotient
"""

import numpy as np


def quotient(f, z, dout):
    gradient = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        h = 0.02 * max(1.0, abs(z[i]))

        def central(h):
            up, down = z.copy(), z.copy()
            up[i] += h
            down[i] -= h
            return np.sum(dout * (f(up) - f(down))) / (2 * h)

        a, b, c = central(h), central(h / 2), central(h / 4)
        b, c = (4 * b - a) / 3, (4 * c - b) / 3
        gradient[i] = (16 * c - b) / 15
    return gradient


def hinge_loss(scores, labels, margin=1.0):
    def loss(z):
        rows = np.arange(len(labels))
        margins = np.maximum(0, z - z[rows, labels][:, None] + margin)
        margins[rows, labels] = 0
        return margins.sum() / len(labels)

    return loss(scores), quotient(loss, scores, 1.0)
