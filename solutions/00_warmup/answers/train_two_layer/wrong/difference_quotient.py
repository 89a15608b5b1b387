"""The gradients are those of its own loss, measured, by central differences with the best step.

property: one step of the output layer
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
