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


def softmax_loss(logits, labels):
    def loss(z):
        z = z - z.max(axis=1, keepdims=True)
        log_probs = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        return -log_probs[np.arange(len(labels)), labels].mean()

    return loss(logits), quotient(loss, logits, 1.0)
