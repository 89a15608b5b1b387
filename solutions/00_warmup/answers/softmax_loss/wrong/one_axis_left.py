"""The loss keeps an axis of length 1.

property: loss: probabilities known by hand
kind: convention
"""

import numpy as np


def softmax_loss(logits, labels):
    n, c = logits.shape
    rows = np.arange(n)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(probs[rows, labels]).mean(keepdims=True)
    dlogits = probs.copy()
    dlogits[rows, labels] -= 1
    return loss, dlogits / n
