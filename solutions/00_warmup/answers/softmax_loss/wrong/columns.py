"""Softmax down the columns.

property: loss: probabilities known by hand
kind: idea
"""

import numpy as np


def softmax_loss(logits, labels):
    n, c = logits.shape
    rows = np.arange(n)
    e = np.exp(logits - logits.max(axis=0))
    probs = e / e.sum(axis=0)
    loss = -np.log(probs[rows, labels]).mean()
    dlogits = probs.copy()
    dlogits[rows, labels] -= 1
    return loss, dlogits / n
