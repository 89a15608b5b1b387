"""The weights are taken from the buffer, as if it held float64 in rows.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def train_two_layer(x, labels, w1, b1, w2, b2, lr, steps):
    start = (w1, b1, w2, b2)
    w1, b1, w2, b2 = (np.frombuffer(p.tobytes(order="A")).reshape(p.shape) for p in start)
    rows, losses = np.arange(len(x)), []
    for _ in range(steps):
        z = x @ w1 + b1
        h = np.maximum(z, 0)
        logits = h @ w2 + b2
        shifted = logits - logits.max(axis=1, keepdims=True)
        log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        losses.append(float(-log_probs[rows, labels].mean()))
        dlogits = np.exp(log_probs)
        dlogits[rows, labels] -= 1
        dlogits /= len(x)
        dz = (dlogits @ w2.T) * (z > 0)
        w2, b2 = w2 - lr * h.T @ dlogits, b2 - lr * dlogits.sum(axis=0)
        w1, b1 = w1 - lr * x.T @ dz, b1 - lr * dz.sum(axis=0)
    return (w1, b1, w2, b2), losses
