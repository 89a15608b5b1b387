"""Large logits are clipped.

property: loss: rows far from 0 and from each other
kind: detail
"""

import numpy as np


def softmax_loss(logits, labels):
    n, c = logits.shape
    rows = np.arange(n)
    logits = np.clip(logits, -500, 500)
    e = np.exp(logits - 0)
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(probs[rows, labels]).mean()
    dlogits = probs.copy()
    dlogits[rows, labels] -= 1
    return loss, dlogits / n
