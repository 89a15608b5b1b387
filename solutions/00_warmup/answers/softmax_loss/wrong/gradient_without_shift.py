"""The gradient is computed without the shift.

property: gradient: rows far from 0 and from each other
kind: detail
"""

import numpy as np


def softmax_loss(logits, labels):
    n, c = logits.shape
    rows = np.arange(n)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(probs[rows, labels]).mean()
    raw = np.exp(logits)
    dlogits = raw / raw.sum(axis=1, keepdims=True)
    dlogits[rows, labels] -= 1
    return loss, dlogits / n
