"""The gradient measures the loss, by central differences with the best step.

property: gradient
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


def hinge_loss(scores, labels, margin=1.0):
    def loss(z):
        rows = np.arange(len(labels))
        margins = np.maximum(0, z - z[rows, labels][:, None] + margin)
        margins[rows, labels] = 0
        return margins.sum() / len(labels)

    return loss(scores), quotient(loss, scores, 1.0)
