"""The mean over N * C entries, in both.

property: loss: probabilities known by hand
kind: idea
"""

import numpy as np


def softmax_loss(logits, labels):
    n, c = logits.shape
    rows = np.arange(n)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(probs[rows, labels]).sum() / (n * c)
    dlogits = probs.copy()
    dlogits[rows, labels] -= 1
    return loss, dlogits / (n * c)
