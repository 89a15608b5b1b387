"""The gradient measures the loss, by differences of fourth order.

property: gradient
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


def hinge_loss(scores, labels, margin=1.0):
    def loss(z):
        rows = np.arange(len(labels))
        margins = np.maximum(0, z - z[rows, labels][:, None] + margin)
        margins[rows, labels] = 0
        return margins.sum() / len(labels)

    return loss(scores), quotient(loss, scores, 1.0)
