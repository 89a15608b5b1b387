"""The last bias moves by its whole gradient.

property: one step of the output layer
cause: The step does not depend on lr.
kind: idea
"""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def softmax_loss(logits, labels):
    n = len(labels)
    z = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), labels]).mean()
    p[np.arange(n), labels] -= 1
    return loss, p / n


def train_two_layer(x, labels, w1, b1, w2, b2, lr, steps):
    losses = []
    for step in range(steps):
        h, c1 = affine_forward(x, w1, b1)
        a, cr = relu_forward(h)
        logits, c2 = affine_forward(a, w2, b2)
        loss, dlogits = softmax_loss(logits, labels)
        losses.append(loss)
        da, dw2, db2 = affine_backward(dlogits, c2)
        dh = relu_backward(da, cr)
        dx, dw1, db1 = affine_backward(dh, c1)
        w1 = w1 - lr * dw1
        b1 = b1 - lr * db1
        w2 = w2 - lr * dw2
        b2 = b2 - db2
    return (w1, b1, w2, b2), np.array(losses)
