"""Probabilities are clipped at 1e-10.

property: loss: confident and wrong
kind: detail
"""

import numpy as np


def softmax_loss(logits, labels):
    n, c = logits.shape
    rows = np.arange(n)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(np.clip(probs[rows, labels], 1e-10, 1)).mean()
    dlogits = probs.copy()
    dlogits[rows, labels] -= 1
    return loss, dlogits / n
