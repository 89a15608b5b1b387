"""The gradients are those of its own loss, measured, by central differences, extrapolated twice.

property: one step of the output layer
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


def loss_of(x, labels, w1, b1, w2, b2):
    logits = np.maximum(x @ w1 + b1, 0) @ w2 + b2
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -log_probs[np.arange(len(labels)), labels].mean()


def train_two_layer(x, labels, w1, b1, w2, b2, lr, steps):
    params, losses = [w1, b1, w2, b2], []
    for _ in range(steps):
        losses.append(loss_of(x, labels, *params))
        gradients = []
        for place, array in enumerate(params):

            def loss(z, place=place, now=tuple(params)):
                return loss_of(x, labels, *now[:place], z, *now[place + 1 :])

            gradients.append(quotient(loss, array, 1.0))
        params = [p - lr * g for p, g in zip(params, gradients)]
    return tuple(params), losses
