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


def softmax_loss(logits, labels):
    def loss(z):
        z = z - z.max(axis=1, keepdims=True)
        log_probs = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        return -log_probs[np.arange(len(labels)), labels].mean()

    return loss(logits), quotient(loss, logits, 1.0)
